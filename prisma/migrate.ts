import { pathToFileURL } from 'node:url'
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

async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('Set DATABASE_URL to the PostgreSQL to migrate.')
  const applied = await migrate(url)
  for (const name of applied) console.log(`applied ${name}`)
  if (applied.length === 0) console.log('nothing to apply')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  main().catch((error: unknown) => {
    console.error(`The database could not be migrated: ${reason(error)}`)
    process.exit(1)
  })

/** One line for the terminal. A refused connection to a name with two addresses is an AggregateError without words. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0])
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error)
}
