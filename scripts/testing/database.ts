import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseUrl, TEMPLATE } from './names'
import { testSettings } from './settings'

export type TestDatabase = { url: string; close(): Promise<void> }

/** `migrated: false` gives an empty database. */
type Options = { migrated?: boolean }

/**
 * A fresh database for one test file, and all settings pointing to it. Call it in `beforeAll`, before
 * anything asks for the settings: they are read once.
 */
export async function testDatabase({ migrated = true }: Options = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = inject('postgresUrl')
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${migrated ? TEMPLATE : 'template0'}`)
  await admin.end()
  const url = databaseUrl(server, name)
  Object.assign(process.env, testSettings, { DATABASE_URL: url })
  return {
    url,
    async close() {
      const { db } = await import('@/lib/server/db')
      await db().$disconnect()
    },
  }
}
