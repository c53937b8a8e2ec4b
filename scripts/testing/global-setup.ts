import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../prisma/migrate'
import { startPostgres } from '../postgres'
import { removeHome } from '../postgres-data'
import { databaseUrl, TEMPLATE } from './names'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** One PostgreSQL for the whole run, with one migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'kioo-test-'))
  const postgres = await startPostgres({ home, durable: false })
  const admin = new pg.Client(postgres.url)
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  await migrate(databaseUrl(postgres.url, TEMPLATE))
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.stop()
    await removeHome(home)
  }
}
