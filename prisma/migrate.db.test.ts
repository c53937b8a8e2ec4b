import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '@/scripts/testing/database'
import { changesBetween } from './difference'
import { migrate } from './migrate'
import { migrationsOnDisk, schemaOnDisk } from './migrations'

const names = migrationsOnDisk().migrationDirectories.map(({ path }) => path)

test('a database migrated from nothing is what schema.prisma describes', async () => {
  const { url } = await testDatabase()
  expect(await changesBetween(url, schemaOnDisk())).toBeNull()
})

test('every time that is there by default is told by the database, never by the clock of whoever writes', async () => {
  const { url } = await testDatabase()
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(`
    SELECT table_name || '.' || column_name AS name, column_default AS given FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND data_type LIKE 'timestamp%'`)
  await client.end()
  const byDefault = schemaOnDisk()
    .split(/^model /m)
    .flatMap((model) =>
      [...model.matchAll(/^ {2}(\w+) +DateTime.*@default\(([^ ]+)\)/gm)].map((found) => [model, found] as const),
    )
    .map(([model, [, column, value]]) => ({ name: `${model.match(/^\w+/)}.${column}`, value }))
  expect(byDefault.length).toBeGreaterThan(20)
  expect(byDefault.filter(({ value }) => value !== 'dbgenerated()')).toEqual([])
  const told = rows.filter(({ given }) => given !== null)
  expect(told.map(({ name }) => name).sort()).toEqual(byDefault.map(({ name }) => name).sort())
  expect(new Set(told.map(({ given }) => given))).toEqual(new Set(['CURRENT_TIMESTAMP']))
})

test('a column that was added to schema.prisma without a migration is found', async () => {
  const { url } = await testDatabase()
  const changed = schemaOnDisk().replace('model Operator {', 'model Operator {\n  nickname String?')
  expect(await changesBetween(url, changed)).toContain('ADD COLUMN     "nickname" TEXT')
})

test('a column that was dropped behind our back is found', async () => {
  const { url } = await testDatabase()
  const client = new pg.Client(url)
  await client.connect()
  await client.query('ALTER TABLE "Job" DROP COLUMN "resultText"')
  await client.end()
  expect(await changesBetween(url, schemaOnDisk())).toContain('ADD COLUMN     "resultText" TEXT')
})

test('two processes that migrate at once apply each migration once', async () => {
  const { url } = await testDatabase({ migrated: false })
  const applied = await Promise.all([migrate(url), migrate(url)])
  expect(applied.flat().filter((name) => !name.startsWith('queue'))).toEqual(names)
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name')
  await client.end()
  expect(rows.map((row) => row.migration_name)).toEqual(names)
})

test('migrating a database that is up to date applies nothing', async () => {
  const { url } = await testDatabase()
  expect(await migrate(url)).toEqual([])
})
