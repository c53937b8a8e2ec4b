import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { receiveCallback } from '@/lib/server/callback-intake'
import { readHealth } from '@/lib/server/health'
import { callbackToken } from '@/lib/server/secrets'
import { callbackBody, over, postTo } from '@/scripts/testing/callbacks'
import { testDatabase } from '@/scripts/testing/database'
import { closeRig, queuedJob, readJob } from '@/scripts/testing/rig'
import { type TcpProxy, tcpProxy } from '@/scripts/testing/tcp-proxy'

let database: Awaited<ReturnType<typeof testDatabase>>
let network: TcpProxy
let direct: pg.Client
let proxied = ''
/** One for each test, made while the network is whole: a connection that a test has cut is not for the next one's set-up. */
const jobs: { id: string; userId: string }[] = []
let job = { id: '', userId: '' }

beforeAll(async () => {
  database = await testDatabase()
  const address = new URL(database.url)
  network = await tcpProxy({ host: address.hostname, port: Number(address.port) })
  address.port = `${network.port}`
  address.hostname = '127.0.0.1'
  proxied = address.href
  process.env.DATABASE_URL = proxied
  direct = new pg.Client(database.url)
  await direct.connect()
  for (let tests = 0; tests < 4; tests++) {
    const id = await queuedJob()
    jobs.push({ id, userId: (await readJob(id)).enrollee.userId })
  }
})
afterAll(async () => {
  network.set('pass')
  await closeRig()
  await database.close()
  await direct.end()
  await network.close()
})
beforeEach(() => {
  network.set('pass')
  const next = jobs.shift()
  if (!next) throw new Error('There are more tests than jobs')
  job = next
})

type Inbox = (token: string, body: Uint8Array<ArrayBuffer>) => Promise<number>

/** Many deliveries over 16 connections, the database gone for half of them: those answered 200 and not kept. */
async function acknowledgedAndLost(inbox: Inbox): Promise<number> {
  const acknowledged: string[] = []
  const began = Date.now()
  const tasks = Array.from({ length: 80 }, (_, at) => async () => {
    if (at === 20) network.set('cut')
    if (at === 60) network.set('pass')
    const code = `9${String(at).padStart(3, '0')}`
    const body = callbackBody(job, { code, timestamp: new Date(began - at).toISOString() })
    const status = await inbox(callbackToken(job.id), Uint8Array.from(Buffer.from(body))).catch(() => 503)
    if (status === 200) acknowledged.push(code)
  })
  await over(16, tasks)
  network.set('pass')
  const { rows } = await direct.query('select "resultCode" from "Callback" where "jobId" = $1', [job.id])
  const kept = new Set(rows.map(({ resultCode }) => resultCode))
  expect(acknowledged.length).toBeGreaterThan(0)
  return acknowledged.filter((code) => !kept.has(code)).length
}

it('whatever was answered 200 is in the database, though the connections broke in between', async () => {
  expect(await acknowledgedAndLost(receiveCallback)).toBe(0)
})

it('an inbox that answers before the commit would be noticed', async () => {
  const hasty: Inbox = async (token, body) => {
    receiveCallback(token, body).catch(() => {})
    return 200
  }
  expect(await acknowledgedAndLost(hasty)).toBeGreaterThan(0)
})

const until = (ms: number) => new Promise<'late'>((resolve) => setTimeout(resolve, ms, 'late'))

it('a connection that is open and silent is a clean 503 within two seconds, and all is well within five of its return', async () => {
  // Connections that an earlier test cut off are noticed by the first deliveries.
  while ((await postTo(job.id, callbackBody(job))).status !== 200);
  network.set('swallow')
  const answers = await Promise.race([
    Promise.all(Array.from({ length: 8 }, () => postTo(job.id, callbackBody(job, { code: '0841' })))),
    // By this process's own timer: where it stands still, both are late.
    until(2_500),
  ])
  if (answers === 'late') throw new Error('no answer within two seconds')
  for (const answer of answers) {
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
  }
  expect((await readHealth()).database).toBe('silent')
  network.set('pass')
  const back = performance.now()
  let status = 503
  while (status !== 200) status = (await postTo(job.id, callbackBody(job, { code: '0841' }))).status
  expect(performance.now() - back).toBeLessThan(5_000)
}, 60_000)

it('a build without time limits on its connections would be noticed', async () => {
  const limitless = new pg.Pool({ connectionString: proxied, max: 1 })
  await limitless.query('select 1')
  network.set('swallow')
  const asking = limitless.query('select 1').then(
    () => 'answered',
    () => 'failed',
  )
  expect(await Promise.race([asking, until(2_500)])).toBe('late')
  network.set('cut')
  await asking
  await limitless.end()
})
