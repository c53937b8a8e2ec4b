import 'server-only'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

let needed: readonly string[] | undefined

/** The names of the migrations that this version brings. Both processes run in the project's folder. */
function migrationNames(): readonly string[] {
  needed ??= readdirSync(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  return needed
}

/** How many of them the database lacks, by the names it has finished. */
export function missingMigrations(applied: readonly string[]): number {
  return migrationNames().filter((name) => !applied.includes(name)).length
}
