import { afterEach, expect, it } from 'vitest'
import { pool } from '@/lib/server/pool'
import { providerHealth } from '@/lib/server/provider-health'
import { breakWorker } from '@/scripts/testing/broken-variants'
import { closeCircuits, pass, queuedJob, readJob } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { stepJob } from './step-job'
import { sweep } from './sweep'

const JOBS = 20
const TICK_MS = 10_000
const OUTAGE_TICKS = 60
const DOUBT_TICKS = 16

const { provider } = await scriptedProvider()
let repair = () => {}

afterEach(async () => {
  repair()
  repair = () => {}
  await closeCircuits()
})

const signal = new AbortController().signal

/** Steps at the same moment: as many as one process has connections for. */
const AT_ONCE = 5

/** Every job's bell rings, whether it is anybody's turn or not. How many calls came of it. */
async function ringAll(ids: string[]): Promise<number> {
  const before = provider.received.length
  for (let at = 0; at < ids.length; at += AT_ONCE)
    await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => stepJob(id, signal)))
  return provider.received.length - before
}

async function queuedJobs(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < count; at++) ids.push(await queuedJob())
  return ids
}

/** Ten minutes in which nothing (or no upload) is answered, and then all is well. The calls of each ten seconds, and every job. */
async function outage(what: 'down' | 'storeDown' = 'down') {
  const ids = await queuedJobs(JOBS)
  provider[what] = true
  const calls = [await ringAll(ids)]
  for (let tick = 1; tick <= OUTAGE_TICKS; tick++) {
    await pass(TICK_MS)
    calls.push(await ringAll(ids))
  }
  const during = await providerHealth()
  provider[what] = false
  // The first ring finds out that it works again, the second sends what waited; an upload in doubt is asked after first.
  for (let tick = 0; tick < (what === 'down' ? 2 : DOUBT_TICKS); tick++) {
    await pass(TICK_MS)
    await ringAll(ids)
  }
  return { calls, during, jobs: await Promise.all(ids.map(readJob)) }
}

it('ten minutes of outage use at most two tries of each job, with one probe in ten seconds, and all are sent afterwards', async () => {
  const { calls, during, jobs } = await outage()
  const sandbox = { environment: 'SANDBOX', since: expect.any(Date), nextProbeAt: expect.any(Date), waiting: JOBS - 1 }
  expect(during).toMatchObject([{ ...sandbox, state: 'open' }])
  // The first ring went out before anybody knew; of the others only the probed job waits for its own next try.
  expect(Math.max(...calls.slice(1))).toBe(1)
  expect(jobs.map(({ state }) => state)).toEqual(jobs.map(() => 'processing'))
  expect(Math.max(...jobs.map(({ attempts }) => attempts))).toBeLessThanOrEqual(2)
  for (const { id } of jobs) expect(provider.ledger.get(id)?.zips).toBe(1)
  expect(await providerHealth()).toMatchObject([{ state: 'closed', since: null, nextProbeAt: null, failures: 0 }])
}, 180_000)

it('ten minutes in which uploads alone fail use at most two tries of each job, though all questions are answered', async () => {
  const asked = await queuedJob()
  await stepJob(asked, signal)
  const { during, jobs } = await outage('storeDown')
  expect(during).toMatchObject([{ state: 'open', cause: 'unavailable' }])
  expect(jobs.map(({ state }) => state)).toEqual(jobs.map(() => 'processing'))
  expect(Math.max(...jobs.map(({ attempts }) => attempts))).toBeLessThanOrEqual(2)
  for (const { id } of jobs) expect(provider.ledger.get(id)?.zips).toBe(1)
  expect(await providerHealth()).toMatchObject([{ state: 'closed', failures: 0 }])
}, 180_000)

it('without the circuit the same failing uploads use more tries: the control', async () => {
  repair = breakWorker('circuit-off')
  const { jobs } = await outage('storeDown')
  expect(Math.max(...jobs.map(({ attempts }) => attempts))).toBeGreaterThan(2)
}, 180_000)

it('while uploads alone fail, results are read all the same, until questions fail as well', async () => {
  const [before, later, last] = await queuedJobs(3)
  if (!before || !later || !last) throw new Error('Three were made')
  await ringAll([before, later, last])
  provider.storeDown = true
  await ringAll(await queuedJobs(5))
  expect(await providerHealth()).toMatchObject([{ state: 'open' }])
  provider.result = '0840'
  await pass(3_000)
  await stepJob(before, signal)
  expect((await readJob(before)).state).toBe('approved')
  expect(await providerHealth()).toMatchObject([{ state: 'open' }])

  provider.down = true
  await pool().query('update "Circuit" set "nextProbeAt" = now() + interval \'1 hour\'')
  expect(await ringAll([later])).toBe(1)
  expect(await ringAll([last])).toBe(0)
})

it('without the circuit the same outage uses more tries and many more calls: the control', async () => {
  repair = breakWorker('circuit-off')
  const { calls, jobs } = await outage()
  expect(Math.max(...jobs.map(({ attempts }) => attempts))).toBeGreaterThan(2)
  expect(Math.max(...calls.slice(1))).toBeGreaterThan(1)
}, 180_000)

it('a single job that fails is no outage: another one is sent at once', async () => {
  const unlucky = await queuedJob()
  provider.reserve = [503, 503, 503, 503, 503, 503]
  for (let tries = 0; tries < 6; tries++) {
    await pass(15 * 60 * 60_000)
    await stepJob(unlucky, signal)
  }
  expect(await providerHealth()).toMatchObject([{ state: 'closed', failures: 1 }])
  const other = await queuedJob()
  await stepJob(other, signal)
  expect((await readJob(other)).state).toBe('processing')
})

it('a job that never went out and whose pictures were erased ends during an outage, without a call', async () => {
  const ids = await queuedJobs(JOBS)
  provider.down = true
  await ringAll(ids)
  const waiting = (await Promise.all(ids.map(readJob))).filter(({ phase }) => phase === null)
  const [erased, kept] = waiting
  if (!erased || !kept) throw new Error('Nothing waited behind the circuit')
  await pool().query('delete from "Frame" where "captureId" = $1', [erased.captureId])
  expect(await ringAll([erased.id, kept.id])).toBe(0)
  expect(await readJob(erased.id)).toMatchObject({ state: 'failed', failureCode: 'frames_gone', billedCalls: [] })
  expect(await readJob(kept.id)).toMatchObject({ state: 'queued' })
})

it('an outage with too few jobs to open the circuit is known all the same, until somebody is answered', async () => {
  const putOff = async () => (await providerHealth()).map((one) => one.putOff)
  // What earlier tests have left is not this outage's.
  await pool().query(`update "Job" set "state" = 'failed', "nextStepAt" = null where "state" in ('queued', 'unknown')`)
  const ids = await queuedJobs(2)
  expect(await putOff()).toEqual([0])
  provider.down = true
  await ringAll(ids)
  expect(await providerHealth()).toMatchObject([{ state: 'closed', since: null, putOff: 2 }])
  provider.down = false
  // One that is answered is enough to know that it works again, though the other still waits for its turn.
  await ringAll(await queuedJobs(1))
  expect(await putOff()).toEqual([0])
})

it('a provider that answers what nobody can read is known to have answered', async () => {
  const ids = await queuedJobs(2)
  provider.reserve = ids.map(() => (response) => response.end('<html>hello</html>'))
  await ringAll(ids)
  expect(await providerHealth()).toMatchObject([{ cause: 'unreadable' }])
  provider.down = true
  await ringAll(await queuedJobs(1))
  expect(await providerHealth()).toMatchObject([{ cause: 'unavailable' }])
  provider.down = false
  await ringAll(await queuedJobs(1))
  expect(await providerHealth()).toMatchObject([{ cause: null }])
})

it('a provider that asks for patience is not probed before', async () => {
  const ids = await queuedJobs(5)
  provider.reserve = ids.map(() => (response) => response.writeHead(503, { 'retry-after': '120' }).end())
  await ringAll(ids)
  const fresh = await queuedJob()
  await pass(110_000)
  expect(await ringAll([fresh])).toBe(0)
  await pass(15_000)
  await ringAll([fresh])
  expect((await readJob(fresh)).state).toBe('processing')
})

it('the sweep calls nobody while the provider is silent, one job when a probe is due, and all when it answers', async () => {
  // What earlier tests have left only waits for a result, and would be asked after.
  await pool().query('update "Job" set "nextStepAt" = null, "leaseUntil" = null')
  const ids = await queuedJobs(6)
  provider.down = true
  await ringAll(ids)
  provider.down = false
  await pass(60_000)
  const probeIn = (time: string) => pool().query(`update "Circuit" set "nextProbeAt" = now() + $1::interval`, [time])
  await probeIn('1 hour')
  expect(await sweep()).toBe(0)
  await probeIn('-1 second')
  expect(await sweep()).toBe(1)
  await closeCircuits()
  // The probe's own bell waits already.
  expect(await sweep()).toBeGreaterThanOrEqual(ids.length - 1)
})
