import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
