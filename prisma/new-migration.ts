import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../scripts/postgres'
import { removeHome } from '../scripts/postgres-data'
import { changesBetween } from './difference'
import { migrate } from './migrate'
import { MIGRATIONS, migrationsOnDisk, schemaOnDisk } from './migrations'

// npm run db:new -- add_nickname
//
// Applies every migration to a throw-away database and writes what still lacks to schema.prisma as the next
// one. Read it before you commit it: a renamed column looks to the engine like one dropped and one added.
//
// Until the first release the house is built anew instead of changed:
//   rm -r prisma/migrations/0001_the_house && npm run db:new -- the_house

const [name = ''] = process.argv.slice(2)
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration in lower case: npm run db:new -- add_nickname')
  process.exit(1)
}

const home = await mkdtemp(join(tmpdir(), 'kioo-migration-'))
const postgres = await startPostgres({ home, durable: false })
try {
  await migrate(postgres.url)
  const sql = await changesBetween(postgres.url, schemaOnDisk())
  if (sql === null) console.log('schema.prisma and the migrations already agree; nothing written.')
  else {
    const last = migrationsOnDisk().migrationDirectories.at(-1)?.path ?? '0000'
    const folder = join(MIGRATIONS, `${String(Number.parseInt(last, 10) + 1).padStart(4, '0')}_${name}`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'migration.sql'), sql)
    console.log(`wrote ${join(folder, 'migration.sql')}`)
  }
} finally {
  await postgres.stop()
  await removeHome(home)
}
