import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobState } from '@/lib/domain/job'
import { code, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { withClockOff } from '@/scripts/testing/portal-clock'
import { claimJob } from './claims'
import { db } from './db'
import { enroll } from './enroll'
import { hasten } from './hasten'
import { moveJob } from './job-moves'
import { pendingCallbacks } from './pending-callbacks'

const HOUR = 3_600_000

let close = async () => {}
let ada = { id: '', role: 'OPERATOR' as const }
let ben = ada

beforeAll(async () => {
  close = (await testDatabase()).close
  ada = await newOperator()
  ben = await newOperator()
})
afterAll(() => close())

async function waitingJob(state: JobState = 'queued'): Promise<string> {
  const outcome = await enroll(ada, newForm(await newCapture(ada)), '')
  if (!outcome.ok) throw new Error(outcome.code)
  const data = { state, attempts: 5, nextStepAt: new Date(Date.now() + HOUR) }
  await db().job.update({ where: { id: outcome.jobId }, data })
  return outcome.jobId
}

const hastenings = (jobId: string) => db().jobEvent.findMany({ where: { jobId, kind: 'hastened' } })

test('a job that waits is due at once, in place of the try it waited for, however many hands press at once', async () => {
  const jobId = await waitingJob()
  expect(await claimJob(jobId)).toBeNull()
  const codes = (await Promise.all(Array.from({ length: 8 }, () => hasten(ada, jobId)))).map(code)
  expect(codes).toEqual(Array(8).fill('ok'))
  expect(await hastenings(jobId)).toMatchObject([{ operatorId: ada.id, detail: { step: 'try' } }])
  expect(await claimJob(jobId)).toMatchObject({ attempts: 4 })
})

test('however often it is pressed while nothing is answered, a job keeps its place in the schedule', async () => {
  const jobId = await waitingJob()
  for (let press = 0; press < 20; press++) {
    expect(code(await hasten(ada, jobId))).toBe('ok')
    const job = await claimJob(jobId)
    if (!job) throw new Error('not claimed')
    await moveJob(job, { from: 'queued', to: 'submitting', set: { attempts: job.attempts + 1 }, next: 'hold' })
    await moveJob(job, { from: 'submitting', to: 'queued', next: HOUR })
  }
  expect(await db().job.findUnique({ where: { id: jobId } })).toMatchObject({ state: 'queued', attempts: 5 })
})

test('while Smile ID answers nobody, the press says so and changes nothing', async () => {
  const jobId = await waitingJob()
  const soon = { openedAt: new Date(), nextProbeAt: new Date(Date.now() + HOUR) }
  await db().circuit.create({ data: { environment: 'SANDBOX', failures: 5, ...soon } })
  expect(code(await hasten(ada, jobId))).toBe('provider_silent')
  expect(await hastenings(jobId)).toEqual([])
  await db().circuit.deleteMany()
  expect(code(await hasten(ada, jobId))).toBe('ok')
})

test('a look for a result that somebody asked for is told as theirs; another try is not such a look', async () => {
  for (const [state, asked] of [
    ['processing', 'operator'],
    ['provisional', 'operator'],
    ['queued', null],
  ] as const) {
    const jobId = await waitingJob(state)
    expect(code(await hasten(ada, jobId))).toBe('ok')
    expect((await pendingCallbacks(jobId)).asked).toBe(asked)
  }
})

test('whether somebody asked before or after the last read, a portal’s wrong clock does not confuse', async () => {
  const read = async (jobId: string) => {
    await db().$executeRaw`UPDATE "Job" SET "nextStepAt" = now(), "leaseUntil" = NULL WHERE id = ${jobId}::uuid`
    const job = await claimJob(jobId)
    if (!job) throw new Error('not claimed')
    const detail = { trigger: 'schedule', outcome: 'pending', code: null } as const
    await moveJob(job, { from: 'processing', to: 'processing', events: [{ kind: 'status_read', detail }], next: HOUR })
  }
  for (const off of [-HOUR, HOUR]) {
    const jobId = await waitingJob('processing')
    await read(jobId)
    await withClockOff(off, async () => expect(code(await hasten(ada, jobId))).toBe('ok'))
    expect((await pendingCallbacks(jobId)).asked).toBe('operator')
    await read(jobId)
    expect((await pendingCallbacks(jobId)).asked).toBeNull()
  }
})

test('an upload in doubt is left to its time, and what has ended waits for nothing', async () => {
  for (const state of ['unknown', 'approved'] as const) {
    const jobId = await waitingJob(state)
    expect(code(await hasten(ada, jobId))).toBe('nothing_waits')
    expect(await hastenings(jobId)).toEqual([])
  }
})

test('pressed just before its time a job is due at once; due already, or held by a worker, it is being done', async () => {
  const [soon, due, held] = [await waitingJob(), await waitingJob(), await waitingJob()]
  const set = (id: string, data: { nextStepAt?: Date; leaseUntil?: Date }) => db().job.update({ where: { id }, data })
  await set(soon, { nextStepAt: new Date(Date.now() + 8_000) })
  await set(due, { nextStepAt: new Date(Date.now() - 1_000) })
  await set(held, { leaseUntil: new Date(Date.now() + HOUR) })
  for (const jobId of [soon, due, held]) expect(code(await hasten(ada, jobId))).toBe('ok')
  expect(await hastenings(soon)).toMatchObject([{ detail: { step: 'try' } }])
  expect(await claimJob(soon)).toMatchObject({ attempts: 4 })
  expect(await hastenings(due)).toEqual([])
  expect(await hastenings(held)).toEqual([])
})

test("an operator hastens only their own jobs, an administrator anybody's, and nobody those of who was erased", async () => {
  const jobId = await waitingJob()
  expect(code(await hasten(ben, jobId))).toBe('job_not_found')
  expect(code(await hasten({ id: ada.id, role: 'VIEWER' }, jobId))).toBe('job_not_found')
  expect(code(await hasten(ada, randomUUID()))).toBe('job_not_found')
  await db().enrollee.updateMany({ where: { jobs: { some: { id: jobId } } }, data: { erasedAt: new Date() } })
  expect(code(await hasten({ id: ben.id, role: 'ADMIN' }, jobId))).toBe('person_erased')
  await db().enrollee.updateMany({ where: { jobs: { some: { id: jobId } } }, data: { erasedAt: null } })
  expect(code(await hasten({ id: ben.id, role: 'ADMIN' }, jobId))).toBe('ok')
})
