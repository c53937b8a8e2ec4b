import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { code, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, newVisit, visitCapture } from '@/scripts/testing/links'
import { claimJob } from './claims'
import { db } from './db'
import { submitVisit } from './enroll-by-visit'
import { readJob } from './job'
import { moveJob } from './job-moves'
import { sendAgain } from './send-again'
import { listenFor } from './signal'
import { readVisit } from './visit-result'

let database: TestDatabase
let ada: { id: string }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())

const past = () => new Date(Date.now() - 60_000)
const usesOf = async (linkId: string) => (await db().link.findUniqueOrThrow({ where: { id: linkId } })).uses
const jobsOf = (linkId: string) => db().job.count({ where: { linkId } })

/** A person who has agreed and holds a whole capture. */
async function ready(...given: Parameters<typeof newLink> extends [unknown, ...infer Rest] ? Rest : never) {
  const { token, linkId } = await newLink(ada, ...given)
  const visit = await agreedVisit(token)
  return { token, linkId, visit, captureId: await visitCapture(visit.id) }
}

test('a submit makes one job with its history and its bell, and spends the use', async () => {
  const { visit, captureId, linkId } = await ready({ label: 'Branch Lagos' })
  const done = await submitVisit(visit, captureId)
  if (!done.ok) throw new Error(done.code)
  const job = await db().job.findUniqueOrThrow({
    where: { id: done.jobId },
    include: { events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] }, capture: true, visit: true },
  })
  expect(job).toMatchObject({ linkId, visitId: visit.id, createdById: ada.id, state: 'queued', type: 4 })
  expect(job.capture.submittedAt).not.toBeNull()
  expect(job.visit).toMatchObject({ state: 'submitted', endedAt: expect.any(Date) })
  expect(job.events.map(({ kind, operatorId }) => [kind, operatorId])).toEqual([
    ['captured', null],
    ['queued', null],
  ])
  expect(job.events[0]?.detail).toEqual({ frames: 8, source: 'link' })
  expect(job.events[1]?.detail).toMatchObject({ link: 'Branch Lagos', device: 'Safari on iPhone' })
  const bells = await db().$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`job:${job.id}`}`
  expect(bells).toHaveLength(1)
  expect(await usesOf(linkId)).toBe(1)
})

test('a link has moved when its job has: whoever follows it sees the result come', async () => {
  const { visit, captureId, linkId } = await ready()
  const heard: string[] = []
  const listening = vi.fn()
  const stop = listenFor('link', (id) => heard.push(id), { onGap: listening })
  await vi.waitFor(() => expect(listening).toHaveBeenCalled(), 15_000)
  const done = await submitVisit(visit, captureId)
  if (!done.ok) throw new Error(done.code)
  await vi.waitFor(() => expect(heard).toEqual([linkId]), 15_000)
  const job = await claimJob(done.jobId)
  if (!job) throw new Error('The job was not to be had')
  await moveJob(job, { from: 'queued', to: 'submitting', next: 'hold' })
  await vi.waitFor(() => expect(heard).toEqual([linkId, linkId]), 15_000)
  stop()
})

test('how the pictures came about is kept with the capture and its history', async () => {
  const { visit, captureId } = await ready()
  const guidance = { how: 'unguided', cue: null, faces: null, why: 'slow' } as const
  const done = await submitVisit(visit, captureId, guidance)
  if (!done.ok) throw new Error(done.code)
  expect(await readJob({ ...ada, role: 'ADMIN' }, done.jobId)).toMatchObject({ guidance })
  expect((await db().jobEvent.findFirstOrThrow({ where: { jobId: done.jobId, kind: 'captured' } })).detail).toEqual({
    frames: 8,
    source: 'link',
    guidance,
  })
})

test('who it is for, where, and whether re-enrolling is allowed come from the link', async () => {
  const userId = `own-${randomUUID()}`
  const { visit, captureId } = await ready({ userId, displayName: 'Amina', allowReEnroll: true, reason: 'New phone' })
  const done = await submitVisit(visit, captureId)
  if (!done.ok) throw new Error(done.code)
  const job = await db().job.findUniqueOrThrow({ where: { id: done.jobId }, include: { enrollee: true } })
  expect(job).toMatchObject({ environment: 'SANDBOX', allowReEnroll: true, reason: 'New phone', partnerParams: {} })
  expect(job.enrollee).toMatchObject({ userId, displayName: 'Amina', environment: 'SANDBOX' })
})

test('an open link makes a user id of its own for everybody', async () => {
  const { token, linkId, visit, captureId } = await ready({ userIdPrefix: 'walk-in-', maxUses: 2 })
  const other = await agreedVisit(token)
  expect(code(await submitVisit(visit, captureId))).toBe('ok')
  expect(code(await submitVisit(other, await visitCapture(other.id)))).toBe('ok')
  const jobs = await db().job.findMany({ where: { linkId }, select: { enrollee: { select: { userId: true } } } })
  const ids = new Set(jobs.map(({ enrollee }) => enrollee.userId))
  expect(ids.size).toBe(2)
  for (const id of ids) expect(id).toMatch(/^walk-in-[a-z1-9]{12}$/)
})

test('the same submit eight times at once is one job and one use', async () => {
  const { visit, captureId, linkId } = await ready({ userIdPrefix: 'twin-', maxUses: 5 })
  const done = await Promise.all(Array.from({ length: 8 }, () => submitVisit(visit, captureId)))
  expect(new Set(done.map((one) => (one.ok ? one.jobId : one.code))).size).toBe(1)
  expect([await usesOf(linkId), await jobsOf(linkId)]).toEqual([1, 1])
})

test('one visit makes one job, whatever it captures', async () => {
  const { visit, captureId, linkId } = await ready({ userIdPrefix: 'once-', maxUses: 5 })
  const second = await visitCapture(visit.id)
  expect(code(await submitVisit(visit, captureId))).toBe('ok')
  expect(code(await submitVisit(visit, second))).toBe('visit_over')
  expect([await usesOf(linkId), await jobsOf(linkId)]).toEqual([1, 1])
})

test('nothing is sent before the consent', async () => {
  const { token, linkId } = await newLink(ada)
  const visit = await newVisit(token)
  expect(code(await submitVisit(visit, await visitCapture(visit.id)))).toBe('no_consent')
  expect([await usesOf(linkId), await jobsOf(linkId)]).toEqual([0, 0])
})

test.each([
  ['has expired', { expiresAt: past() }],
  ['was paused', { pausedAt: past() }],
])('a person under way finishes when the link %s meanwhile', async (_, data) => {
  const { visit, captureId, linkId } = await ready()
  await db().link.update({ where: { id: linkId }, data })
  expect(code(await submitVisit(visit, captureId))).toBe('ok')
})

test.each([
  ['revoked', { revokedAt: past(), revokedWhy: 'operator' }],
  ['not_me', { revokedAt: past(), revokedWhy: 'not_me' }],
  ['reissued', { revokedAt: past(), revokedWhy: 'reissued' }],
  ['completed', { uses: 1 }],
] as const)('nothing is sent by a link that is %s meanwhile', async (reason, data) => {
  const { visit, captureId, linkId } = await ready()
  await db().link.update({ where: { id: linkId }, data })
  expect(code(await submitVisit(visit, captureId))).toBe(reason)
  expect(await jobsOf(linkId)).toBe(0)
  expect(await db().capture.count({ where: { id: captureId, submittedAt: null } })).toBe(1)
})

test('after the deadline nothing is sent and no use is spent', async () => {
  const { visit, captureId, linkId } = await ready()
  await db().visit.update({ where: { id: visit.id }, data: { deadline: past() } })
  expect(code(await submitVisit(visit, captureId))).toBe('visit_over')
  expect([await usesOf(linkId), await jobsOf(linkId)]).toEqual([0, 0])
})

test("another visit's capture and an operator's look like none", async () => {
  const { visit, linkId } = await ready()
  const other = await ready()
  expect(code(await submitVisit(visit, other.captureId))).toBe('capture_not_found')
  const desk = await db().capture.create({ data: { id: randomUUID(), operatorId: ada.id } })
  expect(code(await submitVisit(visit, desk.id))).toBe('capture_not_found')
  expect(await usesOf(linkId)).toBe(0)
})

test('a capture that misses a frame spends nothing', async () => {
  const { visit, captureId, linkId } = await ready()
  await db().frame.delete({ where: { captureId_position: { captureId, position: 4 } } })
  expect(code(await submitVisit(visit, captureId))).toBe('capture_incomplete')
  expect(await usesOf(linkId)).toBe(0)
})

test("the link is named on the job's page to whoever made it, and to no other operator", async () => {
  const { visit, captureId, linkId } = await ready({ label: 'Branch Lagos' })
  const done = await submitVisit(visit, captureId)
  if (!done.ok) throw new Error(done.code)
  const link = { id: linkId, label: 'Branch Lagos' }
  expect(await readJob({ id: ada.id, role: 'OPERATOR' }, done.jobId)).toMatchObject({ isByLink: true, link })
  expect(await readJob(await newOperator(), done.jobId)).toMatchObject({ isByLink: true, link: null })
})

test('the person follows a job that its operator sends again, as still the same link', async () => {
  const { visit, captureId, linkId } = await ready()
  const done = await submitVisit(visit, captureId)
  if (!done.ok) throw new Error(done.code)
  const result = async () => (await readVisit(visit)).result
  expect(await result()).toEqual({ outcome: 'received', reason: null })
  await db().job.update({ where: { id: done.jobId }, data: { state: 'refused', failureCode: '2209' } })
  expect(await result()).toMatchObject({ outcome: 'try_again', reason: expect.any(String) })
  const form = { formKey: randomUUID(), jobId: done.jobId, allowReEnroll: true, reason: 'Meant so' }
  const again = await sendAgain({ id: ada.id, role: 'OPERATOR' }, form, 'Chrome on Windows')
  if (!again.ok) throw new Error(again.code)
  expect(await result()).toEqual({ outcome: 'received', reason: null })
  await db().job.update({ where: { id: again.jobId }, data: { state: 'approved' } })
  expect(await result()).toEqual({ outcome: 'enrolled', reason: null })
  const job = await db().job.findUniqueOrThrow({ where: { id: again.jobId }, include: { events: true } })
  expect(job).toMatchObject({ linkId, visitId: null })
  const [captured, queued] = ['captured', 'queued'].map((kind) => job.events.find((event) => event.kind === kind))
  expect(captured).toMatchObject({ operatorId: null, detail: { source: 'link' } })
  expect(queued).toMatchObject({ operatorId: ada.id })
})
