import { afterEach, expect, it, vi } from 'vitest'
import { db } from '@/lib/server/db'
import { ring } from '@/lib/server/queue'
import { listenFor } from '@/lib/server/signal'
import type { BrokenVariant } from '@/scripts/testing/broken-variants'
import { leaveForDead, queuedJob, readJob } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { killWorkers, startWorker, type WorkerProcess } from '@/scripts/testing/worker-process'

const { provider, settings } = await scriptedProvider()

afterEach(killWorkers)

function worker(variant?: BrokenVariant): Promise<WorkerProcess> {
  if (!variant) return startWorker({ env: settings })
  return startWorker({ env: { ...settings, BROKEN: variant }, preload: ['./scripts/testing/broken-worker.ts'] })
}

const patient = { timeout: 60_000, interval: 50 }

it('a worker killed while its upload is under way and started again: the job ends once', async () => {
  const first = await worker()
  const id = await queuedJob()
  provider.upload = ['hold']
  await db().$transaction((tx) => ring(tx, id))
  await vi.waitFor(() => expect(provider.ledger.get(id)?.zips).toBe(1), patient)
  first.process.kill('SIGKILL')
  await first.ended
  expect(await readJob(id)).toMatchObject({ state: 'submitting', phase: 'uploading' })

  // The 30 seconds of its lease pass.
  await leaveForDead(id)
  provider.result = '0840'
  const heard: string[] = []
  const stopListening = listenFor('job', (jobId) => heard.push(jobId))
  const second = await worker()
  await vi.waitFor(async () => expect((await readJob(id)).state).toBe('approved'), patient)
  await vi.waitFor(() => expect(heard).toContain(id), patient)
  stopListening()
  expect(provider.ledger.get(id)).toEqual({ reserved: 1, retried: 0, zips: 1 })
  expect((await readJob(id)).events.filter(({ kind }) => kind === 'verdict')).toHaveLength(1)

  second.process.kill('SIGTERM')
  expect(await second.ended).toBe(0)
}, 120_000)

/** Told to stop while an upload is under way, whose answer comes a moment later. */
async function stoppedInTheMiddle(variant?: BrokenVariant) {
  provider.upload = ['hold']
  provider.result = 'processing'
  const told = await worker(variant)
  const id = await queuedJob()
  await db().$transaction((tx) => ring(tx, id))
  await vi.waitFor(() => expect(provider.ledger.get(id)?.zips).toBe(1), patient)
  told.process.kill('SIGTERM')
  const late = await queuedJob()
  // A variant that exits is given the time to: its upload must not end first.
  if (variant) await told.ended
  provider.release()
  const end = await told.ended
  const ended = { end, job: await readJob(id), late: await readJob(late) }
  // Nobody's: the next test's worker would find it with its first sweep, and it would get the answer held for another.
  await db().job.update({ where: { id: late }, data: { nextStepAt: null } })
  return ended
}

it('a worker told to stop in the middle of an upload finishes it, lets go of its leases and begins nothing new', async () => {
  const { end, job, late } = await stoppedInTheMiddle()
  expect(end).toBe(0)
  expect(job).toMatchObject({ state: 'processing', leaseUntil: null })
  expect(late).toMatchObject({ state: 'queued', fence: 0 })
}, 120_000)

it('a worker that just exits when told to stop leaves its lease behind: the control', async () => {
  const { job } = await stoppedInTheMiddle('exit-on-sigterm')
  expect(job).toMatchObject({ state: 'submitting', leaseUntil: expect.any(Date) })
}, 120_000)

it('a worker told to stop finishes what it has begun, and a job whose bell was lost is found by the sweep', async () => {
  // No bell was ever rung for this one.
  const id = await queuedJob()
  provider.result = 'processing'
  const told = await worker()
  await vi.waitFor(() => expect(provider.ledger.get(id)?.zips).toBe(1), patient)
  told.process.kill('SIGTERM')
  expect(await told.ended).toBe(0)
  expect(await readJob(id)).toMatchObject({ state: 'processing', leaseUntil: null })
}, 120_000)

it('a worker whose starter is gone, even by kill -9, ends by itself', async () => {
  const left = await worker()
  // What the end of the starter does to it: the pipe that nobody ever writes to is closed.
  left.process.stdin?.end()
  expect(await left.ended).toBe(0)
}, 120_000)
