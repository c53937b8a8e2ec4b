import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { keepPostgres } from './kept-postgres'
import { dataFolder, removeHome } from './postgres-data'
import { postgresUser } from './postgres-user'

const patience = { timeout: 60_000 }

/** A database that is kept, what it told the terminal, and where its data lies. */
async function kept(failedStartsMax?: number) {
  const home = mkdtempSync(join(tmpdir(), 'kioo-kept-'))
  const told: string[] = []
  const postgres = await keepPostgres({ home, durable: false, failedStartsMax, tell: (line) => void told.push(line) })
  onTestFinished(async () => {
    await postgres.stop()
    await removeHome(home)
  })
  return { postgres, told, data: await dataFolder(home, postgresUser()) }
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  // It is killed under us.
  client.on('error', () => {})
  await client.connect()
  return client.query(sql).then(
    ({ rows }) => client.end().then(() => rows),
    (error) => client.end().then(() => Promise.reject(error)),
  )
}

const kill = (data: string) =>
  process.kill(Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10), 'SIGKILL')

test('a database that was killed is back by itself, at its addresses and with its data', patience, async () => {
  const { postgres, told, data } = await kept()
  await ask(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS number')
  await ask(postgres.url, 'CHECKPOINT')
  kill(data)
  for (const url of [postgres.url, postgres.socketUrl ?? postgres.url])
    await vi.waitFor(
      async () => {
        expect(told[0]).toBe('database ended (SIGKILL); starting it again in 0.5 s')
        expect(await ask(url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
      },
      { timeout: 30_000, interval: 50 },
    )
})

test('a database that cannot be started again, several times in a row, is given up', patience, async () => {
  const { postgres, told, data } = await kept(2)
  rmSync(join(data, 'PG_VERSION'))
  kill(data)
  await postgres.lost
  expect(told).toEqual([
    'database ended (SIGKILL); starting it again in 0.5 s',
    'database ended (it did not start); starting it again in 1 s',
  ])
})
