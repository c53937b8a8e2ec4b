import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { GET } from '@/app/api/health/ready/route'
import { undurable } from '@/lib/server/durability'
import { readHealth } from '@/lib/server/health'
import { newId } from '@/lib/server/new-id'
import { pool } from '@/lib/server/pool'
import { beat, wipeBeats } from '@/lib/server/worker-beat'
import { testDatabase } from '@/scripts/testing/database'
import { closeRig } from '@/scripts/testing/rig'
import { json, type ScriptedServer, scriptedServer } from '@/scripts/testing/scripted-server'
import { testSettings } from '@/scripts/testing/settings'
import { probeProviders } from './probe-providers'

let close = async () => {}
let provider: ScriptedServer
let status = 200
let date = ''
const never = new AbortController().signal

beforeAll(async () => {
  close = (await testDatabase()).close
  provider = await scriptedServer((response) => {
    response.setHeader('date', date)
    json(response, status, {})
  })
  vi.stubEnv('SMILE_ID_SANDBOX_URL', `${provider.origin}/v1`)
})
afterAll(async () => {
  await provider.close()
  await closeRig()
  await close()
})
beforeEach(async () => {
  status = 200
  date = new Date().toUTCString()
  await pool().query('delete from "ProviderProbe"')
})

const smileId = async () => (await readHealth()).providers[0]
const letTimePass = () => pool().query(`update "ProviderProbe" set "askedAt" = now() - interval '1 minute'`)

it('a provider that stops answering is silent from then on, until it answers', async () => {
  await probeProviders(never)
  expect(await smileId()).toMatchObject({ environment: 'SANDBOX', silentSince: null })
  status = 503
  await letTimePass()
  await probeProviders(never)
  const since = (await smileId())?.silentSince
  expect(since).toBeInstanceOf(Date)
  await letTimePass()
  await probeProviders(never)
  expect((await smileId())?.silentSince).toEqual(since)
  status = 404
  await letTimePass()
  await probeProviders(never)
  expect((await smileId())?.silentSince).toBeNull()
})

it('however many workers ask, the provider is asked once', async () => {
  const before = provider.received.length
  await Promise.all([probeProviders(never), probeProviders(never), probeProviders(never)])
  expect(provider.received.length - before).toBe(1)
})

it('a provider whose clock is elsewhere is noticed', async () => {
  date = new Date(Date.now() + 120_000).toUTCString()
  await probeProviders(never)
  expect((await smileId())?.skewMs).toBeGreaterThan(110_000)
})

it('a clock that is months away is noticed too, as far as it can be written down', async () => {
  date = new Date(Date.now() + 90 * 86_400_000).toUTCString()
  await probeProviders(never)
  expect((await smileId())?.skewMs).toBe(2 ** 31 - 1)
})

it('a worker that has said that it lives is known, and forgotten a day after it has fallen silent', async () => {
  expect((await readHealth()).workerSilentMs).toBeNull()
  await beat(newId())
  expect((await readHealth()).workerSilentMs).toBeLessThan(5_000)
  await pool().query(`update "WorkerBeat" set "seenAt" = now() - interval '2 days'`)
  expect(await wipeBeats()).toBe(1)
})

it('a database that could lose what it has confirmed is named, setting by setting', async () => {
  // The tests' own server is quick and forgetful.
  expect(await undurable()).toContain('fsync and synchronous_commit off')
  expect((await readHealth()).database).toBe('not_durable')
})

it('a migration that is not there is counted', async () => {
  await pool().query('begin; create table kept as select * from _prisma_migrations; commit')
  await pool().query(`delete from _prisma_migrations where migration_name = '0009_callback_inbox'`)
  expect(await readHealth()).toMatchObject({ missingMigrations: 1, workerSilentMs: null })
  await pool().query('delete from _prisma_migrations')
  await pool().query('insert into _prisma_migrations select * from kept')
  expect((await readHealth()).missingMigrations).toBe(0)
})

it('the answer to machines says which part is not well, and holds no secret and no address', async () => {
  await probeProviders(never)
  const answer = await GET()
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({
    ok: false,
    parts: {
      running: { ok: true },
      database: { ok: false, state: 'not_durable' },
      migrations: { ok: true, missing: 0 },
      worker: { ok: false },
      provider: { ok: true, environments: [{ environment: 'SANDBOX', ok: true }] },
      clock: { ok: true },
    },
  })
  for (const secret of [...Object.values(testSettings), provider.origin, '127.0.0.1']) {
    if (secret.length > 6) expect(text).not.toContain(secret)
  }
})
