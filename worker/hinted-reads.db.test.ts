import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DOUBT_READS, HINTED_READ_AFTER_MS } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { closeCircuits, pass, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { stepJob } from './step-job'

const { provider } = await scriptedProvider()
let jobId = ''

beforeEach(async () => {
  provider.result = '0840'
  jobId = await queuedJob()
})
afterEach(closeCircuits)

const old = () => new Date(Date.now() - 60 * 60_000).toISOString()

/** A delivery of an hour ago: signed, and set aside. */
async function arrives(timestamp = old(), code = '0840'): Promise<void> {
  const { enrollee } = await readJob(jobId)
  const body = callbackBody({ id: jobId, userId: enrollee.userId }, { timestamp, code })
  expect((await postTo(jobId, body)).status).toBe(200)
}
const work = () => stepJob(jobId, new AbortController().signal)
const reads = async () => (await readJob(jobId)).events.filter(({ kind }) => kind === 'status_read')
async function isDue(): Promise<boolean> {
  const { rows } = await pool().query<{ due: boolean }>(
    `select coalesce("nextStepAt" <= now(), false) as "due" from "Job" where "id" = $1`,
    [jobId],
  )
  return rows[0]?.due ?? false
}
/** The history is as much older as the job. */
async function passes(ms: number): Promise<void> {
  await pass(ms)
  for (const [table, column] of [
    ['JobEvent', 'at'],
    ['Callback', 'receivedAt'],
  ] as const)
    await pool().query(
      `update "${table}" set "${column}" = "${column}" - $2::float8 * interval '1 millisecond' where "jobId" = $1`,
      [jobId, ms],
    )
}

describe('a delivery that was set aside', () => {
  it('has the status of a job that has ended read at most every half minute, however often it comes', async () => {
    await step(jobId)
    await step(jobId)
    expect(await reads()).toHaveLength(1)
    for (let time = 0; time < 5; time++) {
      await arrives()
      await work()
    }
    expect(await reads()).toHaveLength(1)
    // None is lost for that: the read is due later.
    await passes(HINTED_READ_AFTER_MS)
    expect(await isDue()).toBe(true)
    await work()
    expect(await reads()).toHaveLength(2)
    expect(await readJob(jobId)).toMatchObject({ state: 'approved', nextStepAt: null })
  })

  it('has it read at once where the last read is longer ago', async () => {
    await step(jobId)
    await step(jobId)
    await passes(HINTED_READ_AFTER_MS)
    await arrives()
    expect(await isDue()).toBe(true)
  })

  it('puts no read off that is due before', async () => {
    provider.result = 'processing'
    await step(jobId)
    await db().jobEvent.create({
      data: { jobId, kind: 'status_read', detail: { outcome: 'processing', code: null, trigger: 'schedule' } },
    })
    const { nextStepAt } = await readJob(jobId)
    await arrives()
    expect((await readJob(jobId)).nextStepAt).toEqual(nextStepAt)
  })

  it('neither takes a try from a job that was put off, nor cuts its wait short', async () => {
    provider.reserve = [(response) => response.writeHead(429, { 'retry-after': '3600' }).end()]
    await step(jobId)
    const { nextStepAt, attempts } = await readJob(jobId)
    const timestamp = new Date().toISOString()
    await arrives(timestamp, '0841')
    await pool().query(`update "Job" set "nextStepAt" = $2 where "id" = $1`, [jobId, nextStepAt])
    for (let time = 0; time < 8; time++) {
      await arrives()
      // The signature of the one before, with another result.
      await arrives(timestamp, '0840')
      await work()
    }
    expect(await readJob(jobId)).toMatchObject({ state: 'queued', nextStepAt, attempts })
    expect(await db().callback.count({ where: { jobId, state: 'replayed' } })).toBe(8)
  })

  it('neither shortens nor lengthens the doubt about an upload', async () => {
    provider.upload = ['cut']
    await step(jobId)
    provider.result = 'absent'
    const { nextStepAt } = await readJob(jobId)
    await arrives()
    expect((await readJob(jobId)).nextStepAt).toEqual(nextStepAt)
    for (let read = 0; read < DOUBT_READS; read++) {
      expect(await readJob(jobId)).toMatchObject({ state: 'unknown', statusReads: read })
      await arrives()
      await step(jobId)
    }
    expect((await readJob(jobId)).state).toBe('queued')
  })
})

it('a callback that comes while the status is read for another one stands for none of the time in doubt', async () => {
  provider.upload = ['cut']
  await step(jobId)
  provider.result = 'absent'
  await arrives(new Date().toISOString(), '0841')
  provider.status = ['hold']
  const reading = work()
  await vi.waitFor(() => expect(provider.status).toEqual([]), { timeout: 10_000 })
  await arrives(new Date().toISOString(), '0840')
  provider.release()
  await reading
  expect(await isDue()).toBe(true)
  await work()
  expect(await readJob(jobId)).toMatchObject({ state: 'unknown', statusReads: 0 })
  await step(jobId)
  expect(await readJob(jobId)).toMatchObject({ state: 'unknown', statusReads: 1 })
})
