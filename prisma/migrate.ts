import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { z } from 'zod'
import { migrationsOnDisk, noFilter, schemaOnDisk } from './migrations'
import { withSchemaEngine } from './schema-engine'

/** Any number that is always the same: "kioo" in ASCII. */
const LOCK = 0x6b_69_6f_6f

const present = z.array(z.object({ present: z.boolean() }))
const version = z.array(z.object({ version: z.number() }))
const quiet = new Logger(() => () => undefined)

/**
 * Brings a database forward to this version: the portal's tables, then the queue's. Any number may call
 * this at once; one works and the others wait. Returns the names of what was applied.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  // The lock is the connection's: it cannot outlive a killed process, and no pool hands it to another.
  const lock = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await lock.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK])
    const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, schemaOnDisk(), (engine) =>
      engine.applyMigrations({ migrationsList: migrationsOnDisk(), filters: noFilter }),
    )
    const queueBefore = await queueVersion(lock)
    await runMigrations({ connectionString: databaseUrl, logger: quiet })
    const queueAfter = await queueVersion(lock)
    return queueAfter === queueBefore ? appliedMigrationNames : [...appliedMigrationNames, `queue ${queueAfter}`]
  } finally {
    await lock.end()
  }
}

async function queueVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query("SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS present")
  if (!present.parse(rows)[0]?.present) return 0
  const { rows: versions } = await client.query(
    'SELECT coalesce(max(id), 0) AS version FROM graphile_worker.migrations',
  )
  return version.parse(versions)[0]?.version ?? 0
}

/** What went wrong, for the terminal. A name with two addresses that both refuse is an AggregateError without words. */
export function inOneLine(error: unknown): string {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error
  const words = cause instanceof Error ? cause.message.split('\n')[0] || cause.name : String(cause)
  return `The database could not be migrated: ${words}`
}
