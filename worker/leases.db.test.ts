import { afterEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/server/db'
import { LEASE_MS } from '@/lib/server/lease'
import { pool } from '@/lib/server/pool'
import { ring } from '@/lib/server/queue'
import { guardOver } from '@/scripts/guard'
import type { BrokenVariant } from '@/scripts/testing/broken-variants'
import { leaveForDead, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { killWorkers, startWorker, type WorkerProcess } from '@/scripts/testing/worker-process'
import { SWEEP_MS } from './sweep'

const { provider, settings } = await scriptedProvider()

afterEach(async () => {
  killWorkers()
  provider.release()
  await db().job.updateMany({ data: { nextStepAt: null, leaseUntil: null } })
})

vi.setConfig({ testTimeout: 180_000 })
const patient = { timeout: 30_000, interval: 50 }

type Given = { variant?: BrokenVariant | undefined; clockOffsetMs?: number; steps?: number }

function worker({ variant, clockOffsetMs = 0, steps = 4 }: Given = {}): Promise<WorkerProcess> {
  const how = { KIOO_WORKER_STEPS: `${steps}`, CLOCK_OFFSET_MS: `${clockOffsetMs}`, BROKEN: variant ?? '' }
  const clock = clockOffsetMs ? ['./scripts/testing/wrong-clock.mjs'] : []
  const broken = variant ? ['./scripts/testing/broken-worker.ts'] : []
  return startWorker({ env: { ...settings, ...how }, preload: [...clock, ...broken] })
}

async function ringFor(id: string): Promise<void> {
  await db().$transaction((tx) => ring(tx, id))
}

/** A job that is held by whoever answers its bell: it waits for the provider. */
async function held(step: 'reserve' | 'upload'): Promise<string> {
  Object.assign(provider, { [step]: ['hold'] })
  const id = await queuedJob()
  await ringFor(id)
  const count = step === 'reserve' ? 'reserved' : 'zips'
  await vi.waitFor(() => expect(provider.ledger.get(id)?.[count]).toBe(1), patient)
  return id
}

/** A worker that takes one step at a time is done with everything rung for before once it has done this. */
async function whenDoneWithTheRest(): Promise<void> {
  const id = await queuedJob()
  await ringFor(id)
  await vi.waitFor(async () => expect((await readJob(id)).state).toBe('processing'), patient)
}

describe('a worker that dies', () => {
  const HELD = 6

  async function deadWorker(): Promise<string[]> {
    const doomed = await worker({ steps: HELD })
    const ids: string[] = []
    for (let at = 0; at < HELD; at++) ids.push(await held('upload'))
    doomed.process.kill('SIGKILL')
    await doomed.ended
    const { rows } = await pool().query<{ ms: number }>(
      `select max(extract(epoch from "leaseUntil" - now()) * 1000)::float8 as "ms" from "Job"`,
    )
    expect(rows[0]?.ms).toBeLessThanOrEqual(LEASE_MS)
    return ids
  }
  const leasesRunOut = (ids: string[]) => Promise.all(ids.map(leaveForDead))
  const fences = async (ids: string[]) => (await Promise.all(ids.map(readJob))).map(({ fence }) => fence)

  it('leaves jobs that are all taken up by the next sweep after their leases have run out', async () => {
    const ids = await deadWorker()
    // The end of each: a job that still waited would be taken up once more within seconds.
    provider.result = '0840'
    await worker({ steps: HELD })
    await leasesRunOut(ids)
    await vi.waitFor(async () => expect(await fences(ids)).toEqual(ids.map(() => 2)), patient)
    expect(LEASE_MS + SWEEP_MS).toBeLessThan(35_000)
  })

  it('leaves them for ever to a worker that never sweeps: the control', async () => {
    const ids = await deadWorker()
    await leasesRunOut(ids)
    await worker({ variant: 'sweep-off', steps: 1 })
    await whenDoneWithTheRest()
    expect(await fences(ids)).toEqual(ids.map(() => 1))
  })
})

describe('a worker that is paused while another takes over its job', () => {
  async function paused(variant?: BrokenVariant) {
    const holder = await worker({ variant, steps: 1 })
    const id = await held('reserve')
    guardOver(holder.process, 'KILL')
    holder.process.kill('SIGSTOP')
    await leaveForDead(id)
    // The successor is in the middle of the same step: no state tells the two apart, only the fence does.
    provider.reserve = ['hold']
    const going = step(id)
    await vi.waitFor(() => expect(provider.ledger.get(id)?.reserved).toBe(2), patient)
    holder.process.kill('SIGCONT')
    const seen = provider.received.length
    provider.releaseFirst()
    // Whatever the holder does with its answer, it has done when it takes another job.
    await whenDoneWithTheRest()
    const puts = provider.received.slice(seen).filter(({ path }) => path === `/put/${id}`).length
    provider.release()
    await going
    return { job: await readJob(id), puts }
  }

  it('writes nothing more and calls nobody', async () => {
    const { job, puts } = await paused()
    expect(puts).toBe(0)
    expect(job).toMatchObject({ state: 'processing', failureCode: null, fence: 2, billedCalls: [{ outcome: 'taken' }] })
    expect(provider.ledger.get(job.id)?.zips).toBe(1)
  })

  it('uploads the face once more when its writes do not repeat the fence: the control', async () => {
    const { puts } = await paused('no-fence')
    expect(puts).toBe(1)
  })
})

describe('clocks that are wrong by ten minutes', () => {
  const TEN_MINUTES = 10 * 60_000

  /** One worker holds a job; the other, whose clock says something else, is rung for the same one. */
  async function fenceAfter(clockOffsetMs: number, variant?: BrokenVariant): Promise<number> {
    const holder = await worker({ variant, clockOffsetMs, steps: 1 })
    const id = await held('upload')
    await worker({ variant, clockOffsetMs: TEN_MINUTES, steps: 1 })
    await ringFor(id)
    await whenDoneWithTheRest()
    const { fence } = await readJob(id)
    holder.process.kill('SIGKILL')
    return fence
  }

  it('do not make two workers hold one job', async () => {
    expect(await fenceAfter(-TEN_MINUTES)).toBe(1)
  })

  it('make two workers hold one job when leases go by the worker’s own clock: the control', async () => {
    expect(await fenceAfter(0, 'app-clock-leases')).toBeGreaterThan(1)
  })
})
