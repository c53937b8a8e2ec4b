import { afterEach, expect, it, vi } from 'vitest'
import { db } from '@/lib/server/db'
import { ring } from '@/lib/server/queue'
import type { BrokenVariant } from '@/scripts/testing/broken-variants'
import { leaveForDead, queuedJob, readJob } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { killWorkers, startWorker } from '@/scripts/testing/worker-process'

const POINTS = ['after-claim', 'after-post', 'mid-put', 'after-put', 'before-complete']

const { provider, settings } = await scriptedProvider()

afterEach(killWorkers)

/** One job for each point: sent by a worker that dies there, and taken up by another one afterwards. */
async function crashes(points: string[], variant?: BrokenVariant): Promise<string[]> {
  const broken = variant ? ['./scripts/testing/broken-worker.ts'] : []
  const start = (env: Record<string, string>, preload: string[]) => {
    return startWorker({ env: { ...settings, BROKEN: variant ?? '', ...env }, preload: [...preload, ...broken] })
  }
  const ids: string[] = []
  for (const point of points) {
    const id = await queuedJob()
    ids.push(id)
    const doomed = await start({ CRASH_AT: point }, ['./scripts/testing/crash-at.mjs'])
    await db().$transaction((tx) => ring(tx, id))
    expect(await doomed.ended).toBe('SIGKILL')
    expect((await readJob(id)).leaseUntil).not.toBeNull()
  }
  for (const id of ids) await leaveForDead(id)
  await start({}, [])
  return ids
}

/** The provider is asked several times before it is believed to have nothing: waiting would prove nothing here. */
async function hasten(ids: string[]): Promise<void> {
  await db().job.updateMany({ where: { id: { in: ids }, state: 'unknown' }, data: { nextStepAt: new Date(0) } })
}

it('workers that die at each point of a submission: every job ends once, and the provider has one package of each', async () => {
  provider.result = '0840'
  const ids = await crashes(POINTS)
  for (const id of ids) {
    const isApproved = async () => {
      await hasten([id])
      expect((await readJob(id)).state).toBe('approved')
    }
    await vi.waitFor(isApproved, { timeout: 60_000, interval: 100 })
    expect((await readJob(id)).events.filter(({ kind }) => kind === 'verdict')).toHaveLength(1)
    expect(provider.ledger.get(id)?.zips).toBe(1)
  }
  expect([...provider.ledger.keys()].sort()).toEqual([...ids].sort())
}, 240_000)

it('a worker that draws a new job id for each try makes the provider take one capture twice: the control', async () => {
  provider.ledger.clear()
  const ids = await crashes(['after-put'], 'new-job-id-per-try')
  const twice = async () => {
    await hasten(ids)
    expect([...provider.ledger.values()].map((entry) => entry.zips)).toEqual([1, 1])
  }
  await vi.waitFor(twice, { timeout: 60_000, interval: 100 })
}, 240_000)
