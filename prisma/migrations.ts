import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'

export const MIGRATIONS = join(import.meta.dirname, 'migrations')
const SCHEMA = join(import.meta.dirname, 'schema.prisma')

/** Nothing in the schema is kept by somebody else; the queue lives in a schema of its own. */
export const noFilter = { externalTables: [], externalEnums: [] }

/** The migrations on disk, as the schema engine wants them. */
export function migrationsOnDisk(): MigrationList {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

export function schemaOnDisk(): string {
  return readFileSync(SCHEMA, 'utf8')
}
