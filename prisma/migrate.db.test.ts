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
