import { afterEach, describe, expect, it } from 'vitest'
import { JITTER, SUBMIT_TRIES, submitDelaysMs } from '@/lib/domain/schedule'
import { pool } from '@/lib/server/pool'
import { redrive } from '@/lib/server/redrive'
import { breakWorker } from '@/scripts/testing/broken-variants'
import { closeCircuits, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import type { Respond } from '@/scripts/testing/scripted-server'
import { json } from '@/scripts/testing/scripted-server'

const { provider } = await scriptedProvider()
let repair = () => {}

afterEach(async () => {
  repair()
  repair = () => {}
  await closeCircuits()
})

/** Takes the job's next step, and says how far off the one after it is by the database's clock. */
async function delayAfterStep(id: string): Promise<number | null> {
  await step(id)
  const { rows } = await pool().query<{ ms: number | null }>(
    `select (extract(epoch from "nextStepAt" - now()) * 1000)::float8 as "ms" from "Job" where "id" = $1`,
    [id],
  )
  return rows[0]?.ms ?? null
}

/** The statement that reads the delay comes a moment later than the one that set it. */
const MOMENT_MS = 2_000

function isOnSchedule(delays: (number | null)[]): boolean {
  return submitDelaysMs.every((delay, at) => {
    const ms = delays[at] ?? 0
    return ms > delay - MOMENT_MS && ms <= delay * (1 + JITTER)
  })
}

async function untilDead(): Promise<{ id: string; delays: (number | null)[] }> {
  const id = await queuedJob()
  provider.down = true
  const delays: (number | null)[] = []
  for (let tries = 0; tries < SUBMIT_TRIES; tries++) delays.push(await delayAfterStep(id))
  return { id, delays }
}

describe('a provider that fails', () => {
  it('is tried by the schedule for a day; then the job is a dead letter, and a person can redrive it to its end', async () => {
    const { id, delays } = await untilDead()
    expect(delays.at(-1)).toBeNull()
    expect(isOnSchedule(delays)).toBe(true)
    const dead = await readJob(id)
    expect(dead).toMatchObject({ state: 'failed', failureCode: 'gave_up', attempts: SUBMIT_TRIES })
    expect(dead.events.filter(({ kind }) => kind === 'put_off')).toHaveLength(SUBMIT_TRIES - 1)

    provider.down = false
    provider.result = '0840'
    expect(await redrive({ id: dead.createdById, role: 'OPERATOR' }, id)).toEqual({ ok: true })
    await step(id)
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'approved', captureId: dead.captureId })
    expect(provider.ledger.get(id)).toEqual({ reserved: 1, retried: 0, zips: 1 })
  })

  it('and is tried at once by a worker that knows no patience: the control', async () => {
    repair = breakWorker('immediate-retry')
    expect(isOnSchedule((await untilDead()).delays)).toBe(false)
  })

  it('and asks for more time than the schedule has is given it', async () => {
    const id = await queuedJob()
    provider.reserve = [(response) => response.writeHead(429, { 'retry-after': '90' }).end()]
    const delay = await delayAfterStep(id)
    expect(delay).toBeGreaterThan(90_000 - MOMENT_MS)
    expect(delay).toBeLessThanOrEqual(90_000 * (1 + JITTER))
  })

  it('has its next try written in the history by the clock that will make it', async () => {
    const id = await queuedJob()
    provider.reserve = [503]
    await step(id)
    const { events, nextStepAt } = await readJob(id)
    const { detail } = events.find(({ kind }) => kind === 'put_off') ?? {}
    expect(new Date(Object(detail).at)).toEqual(nextStepAt)
  })
})

const garbage: [string, Respond, string][] = [
  ['nothing at all', (response) => response.end(), 'unreadable'],
  ['a page', (response) => response.end('<!doctype html><h1>Welcome</h1>'), 'unreadable'],
  ['broken JSON', (response) => response.end('{"upload_url":'), 'unreadable'],
  ['JSON of something else', (response) => json(response, 200, { hello: 'world' }), 'unreadable'],
  ['another host', (response) => json(response, 200, { upload_url: 'https://faces.example/put' }), 'upload_host'],
  ['a reset', (response) => response.destroy(), 'lost'],
]

describe('an answer that is none', () => {
  it.each(garbage)('%s to a reservation sends no face and is tried again', async (_, respond, cause) => {
    const id = await queuedJob()
    provider.reserve = [respond]
    await step(id)
    const job = await readJob(id)
    expect(job).toMatchObject({ state: 'queued', attempts: 1, billedCalls: [] })
    expect(job.events.at(-1)).toMatchObject({ kind: 'put_off', detail: { cause } })
    expect(provider.ledger.has(id)).toBe(false)
  })

  /** What an upload that was answered with a gateway's page leaves. */
  async function afterBadUpload() {
    const id = await queuedJob()
    provider.upload = [(response) => response.writeHead(502).end('<h1>Bad gateway</h1>')]
    await step(id)
    return readJob(id)
  }

  it('to an upload leaves it unknown, and the status tells', async () => {
    const job = await afterBadUpload()
    expect(job).toMatchObject({ state: 'unknown', uploadedAt: null, billedCalls: [{ outcome: 'unsure' }] })
    for (let reads = 0; reads < 5; reads++) await step(job.id)
    expect(await readJob(job.id)).toMatchObject({
      state: 'processing',
      billedCalls: [{ outcome: 'not_taken' }, { outcome: 'taken' }],
    })
    expect(provider.ledger.get(job.id)?.zips).toBe(1)
  })

  it('to an upload is taken for success by a worker that believes anything: the control', async () => {
    repair = breakWorker('garbage-is-success')
    const job = await afterBadUpload()
    expect(job.state).toBe('processing')
    expect(provider.ledger.get(job.id)?.zips).toBe(0)
  })
})
