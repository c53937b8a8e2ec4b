import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { startPostgres } from './postgres'
import { removeHome } from './postgres-data'
import { commandOf } from './process-table'

const patience = { timeout: 60_000 }
const where = z.tuple([z.object({ data: z.string() })])
let home = ''
const newHome = () => {
  home = mkdtempSync(join(tmpdir(), 'kioo-postgres-'))
  return home
}
afterEach(() => removeHome(home))

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows
  } finally {
    await client.end()
  }
}

test('what was written before a restart is there after it', patience, async () => {
  const first = await startPostgres({ home: newHome(), durable: false })
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS number')
  await first.stop()
  const second = await startPostgres({ home, durable: false })
  expect(await ask(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
  await second.stop()
})

test('nobody comes in without the password, which only its owner can read', patience, async () => {
  const postgres = await startPostgres({ home: newHome(), durable: false })
  const stranger = new URL(postgres.url)
  stranger.password = 'wrong'
  await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  expect(statSync(join(home, 'postgres-password')).mode & 0o777).toBe(0o600)
  await postgres.stop()
})

test(
  'the socket leads to the same database, asks for the password too, and lies where only its owner can walk',
  patience,
  async () => {
    const postgres = await startPostgres({ home: newHome(), durable: false })
    await ask(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS number')
    const socketUrl = postgres.socketUrl ?? ''
    const peer = "SELECT number, inet_client_addr() AS address, current_setting('data_directory') AS data FROM kept"
    const [found] = await ask(socketUrl, peer)
    expect(found).toMatchObject({ number: 7, address: null })
    expect(statSync(where.parse([found])[0].data).mode & 0o777).toBe(0o700)
    const stranger = new URL(socketUrl)
    stranger.password = 'wrong'
    await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
    await postgres.stop()
  },
)

test('a row that is refused does not get into the log, its error does', patience, async () => {
  const postgres = await startPostgres({ home: newHome(), durable: false })
  await ask(postgres.url, 'CREATE TABLE people (name text UNIQUE, age integer NOT NULL)')
  await ask(postgres.url, "INSERT INTO people SELECT 'Amara' || ' Okafor', 1")
  for (const age of ['2', 'NULL'])
    await expect(ask(postgres.url, `INSERT INTO people SELECT 'Amara' || ' Okafor', ${age}`)).rejects.toThrow()
  await postgres.stop()
  const log = readFileSync(join(home, 'logs', 'postgres.log'), 'utf8')
  expect(log).toContain('duplicate key value violates unique constraint')
  expect(log).toContain('violates not-null constraint')
  expect(log).not.toContain('Amara Okafor')
})

test('where the path of a socket is too long, there is none, and the database runs', patience, async () => {
  const deep = join(newHome(), 'a'.repeat(100))
  mkdirSync(deep)
  for (const folder of [home, deep]) chmodSync(folder, 0o755)
  const postgres = await startPostgres({ home: deep, durable: false })
  expect(postgres.socketUrl).toBeNull()
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await postgres.stop()
})

test('a set-up that was interrupted is begun anew', patience, async () => {
  // A folder PostgreSQL's own user can reach, so that the data lies in it also when root runs this.
  chmodSync(newHome(), 0o755)
  mkdirSync(join(home, 'postgres.half', 'data'), { recursive: true })
  writeFileSync(join(home, 'postgres.half', 'data', 'PG_VERSION'), '18\n')
  const postgres = await startPostgres({ home, durable: false })
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await postgres.stop()
})

test('a start killed while it writes the password does not stand in the way of the next', patience, async () => {
  const script = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    const begun = (file) => {
      fs.closeSync(fs.openSync(file, 'w'))
      process.kill(process.pid, 'SIGKILL')
    }
    fs.writeFileSync = fs.promises.writeFile = begun
    syncBuiltinESMExports()
    const { startPostgres } = await import('./scripts/postgres.ts')
    await startPostgres({ home: ${JSON.stringify(newHome())}, durable: false })`
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: 'inherit',
  })
  expect(await once(starter, 'exit')).toEqual([null, 'SIGKILL'])
  expect(readdirSync(home)).toContainEqual(expect.stringMatching(/^postgres-password/))
  const postgres = await startPostgres({ home, durable: false })
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await postgres.stop()
})

test('the server of a starter that was killed goes, and the next start gets the data', patience, async () => {
  const script = `
    import { startPostgres } from './scripts/postgres.ts'
    const { url } = await startPostgres({ home: ${JSON.stringify(newHome())}, durable: false })
    console.log(url)`
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [url] = await once(createInterface({ input: starter.stdout }), 'line')
  await ask(String(url), 'CREATE TABLE kept AS SELECT 7 AS number')
  const [{ data }] = where.parse(await ask(String(url), "SELECT current_setting('data_directory') AS data"))
  const orphan = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
  starter.kill('SIGKILL')
  const next = await startPostgres({ home, durable: false })
  expect(commandOf(orphan)).toBeNull()
  expect(await ask(next.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
  await next.stop()
})
