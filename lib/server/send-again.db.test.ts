import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Staff } from '@/lib/domain/permissions'
import { code, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { db } from './db'
import { enroll } from './enroll'
import { sendAgain } from './send-again'

const DEVICE = 'Chrome on Windows'
let close = async () => {}
let ada = { id: '', role: 'OPERATOR' as const }
let ben = ada

beforeAll(async () => {
  close = (await testDatabase()).close
  ada = await newOperator()
  ben = await newOperator()
})
afterAll(() => close())

async function refusedJob(): Promise<string> {
  const outcome = await enroll(ada, newForm(await newCapture(ada)), DEVICE)
  if (!outcome.ok) throw new Error(outcome.code)
  await db().job.update({ where: { id: outcome.jobId }, data: { state: 'refused', failureCode: '2209' } })
  return outcome.jobId
}
const again = (jobId: string) => ({ formKey: randomUUID(), jobId, allowReEnroll: true, reason: 'Asked at the desk' })

test('a refused job is sent again once, from the same capture, with its reason in both histories', async () => {
  const jobId = await refusedJob()
  const asked = again(jobId)
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => sendAgain(ada, asked, DEVICE)))
  const ids = [...new Set(outcomes.map((outcome) => (outcome.ok ? outcome.jobId : outcome.code)))]
  expect(ids).toHaveLength(1)
  const next = await db().job.findUniqueOrThrow({ where: { id: ids[0] ?? '' }, include: { retryOf: true } })
  expect(next).toMatchObject({ allowReEnroll: true, reason: 'Asked at the desk', state: 'queued', retryOfId: jobId })
  expect(next.captureId).toBe(next.retryOf?.captureId)
  expect(await db().jobEvent.count({ where: { jobId, kind: 'sent_again' } })).toBe(1)
  expect(code(await sendAgain(ada, again(jobId), DEVICE))).toBe('already_sent_again')
})

test("an operator sends only their own jobs again, an administrator anybody's", async () => {
  const jobId = await refusedJob()
  expect(code(await sendAgain(ben, again(jobId), DEVICE))).toBe('job_not_found')
  expect(code(await sendAgain({ id: ben.id, role: 'VIEWER' }, again(jobId), DEVICE))).toBe('job_not_found')
  expect(code(await sendAgain(ada, again(randomUUID()), DEVICE))).toBe('job_not_found')
  expect(code(await sendAgain({ id: ben.id, role: 'ADMIN' }, again(jobId), DEVICE))).toBe('ok')
})

test('a job still on its way, or whose pictures are gone, is not sent again', async () => {
  const jobId = await refusedJob()
  await db().job.update({ where: { id: jobId }, data: { state: 'processing' } })
  expect(code(await sendAgain(ada, again(jobId), DEVICE))).toBe('not_sendable')
  const { captureId } = await db().job.update({ where: { id: jobId }, data: { state: 'failed' } })
  await db().frame.deleteMany({ where: { captureId } })
  expect(code(await sendAgain(ada, again(jobId), DEVICE))).toBe('frames_gone')
})

/** New pictures of the same person, taken as another try of this job. */
async function anew(jobId: string) {
  const { enrollee } = await db().job.findUniqueOrThrow({ where: { id: jobId }, include: { enrollee: true } })
  return (desk: Staff, captureId: string) =>
    enroll(desk, newForm(captureId, { userId: enrollee.userId, retryOf: jobId }), DEVICE)
}

/** The jobs in the place of this one, and how many lines of its history say so. */
async function inPlaceOf(jobId: string) {
  const jobs = await db().job.findMany({ where: { retryOfId: jobId }, select: { id: true } })
  return { jobs: jobs.map(({ id }) => id), told: await db().jobEvent.count({ where: { jobId, kind: 'sent_again' } }) }
}

test('new pictures take the place of the job they are another try of, which is then not sent again', async () => {
  const jobId = await refusedJob()
  const made = await (await anew(jobId))(ada, await newCapture(ada))
  if (!made.ok) throw new Error(made.code)
  expect(await inPlaceOf(jobId)).toEqual({ jobs: [made.jobId], told: 1 })
  expect(code(await sendAgain(ada, again(jobId), DEVICE))).toBe('already_sent_again')
})

test('desks at once, beside somebody who sends it again, put one job in the place of one; what a desk took is sent all the same', async () => {
  const jobId = await refusedJob()
  const take = await anew(jobId)
  const boss: Staff = { id: ben.id, role: 'ADMIN' }
  const desks: [Staff, string][] = [
    [ada, await newCapture(ada)],
    [boss, await newCapture(ben)],
    [ada, await newCapture(ada)],
  ]
  const sent = sendAgain(ada, again(jobId), DEVICE)
  const outcomes = await Promise.all(desks.map(([desk, captureId]) => take(desk, captureId)))
  expect(outcomes.map(code)).toEqual(['ok', 'ok', 'ok'])
  expect(['ok', 'already_sent_again']).toContain(code(await sent))
  expect(await inPlaceOf(jobId)).toEqual({ jobs: [expect.any(String)], told: 1 })
})

test('a colleague’s new pictures are a job of their own: the old one stays with whoever may send it again', async () => {
  const jobId = await refusedJob()
  const take = await anew(jobId)
  expect(code(await take(ben, await newCapture(ben)))).toBe('ok')
  expect(await inPlaceOf(jobId)).toEqual({ jobs: [], told: 0 })
  expect(code(await sendAgain(ada, again(jobId), DEVICE))).toBe('ok')
})

test('nor do new pictures replace a job that is on its way, was sent again, or is another person’s', async () => {
  const jobId = await refusedJob()
  const take = await anew(jobId)
  await db().job.update({ where: { id: jobId }, data: { state: 'processing' } })
  expect(code(await take(ada, await newCapture(ada)))).toBe('ok')
  await db().job.update({ where: { id: jobId }, data: { state: 'failed' } })
  expect(code(await enroll(ada, newForm(await newCapture(ada), { retryOf: jobId }), DEVICE))).toBe('ok')
  expect(await inPlaceOf(jobId)).toEqual({ jobs: [], told: 0 })

  const next = await sendAgain(ada, again(jobId), DEVICE)
  if (!next.ok) throw new Error(next.code)
  expect(code(await take(ada, await newCapture(ada)))).toBe('ok')
  expect(await inPlaceOf(jobId)).toEqual({ jobs: [next.jobId], told: 1 })
})
