import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { redrivableCodes } from '@/lib/domain/redrive'
import { code, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { lockWaiters } from '@/scripts/testing/lock-waiters'
import { claimJob } from './claims'
import { db } from './db'
import { enroll } from './enroll'
import { moveJob } from './job-moves'
import { pool } from './pool'
import { redrive } from './redrive'
import { sendAgain } from './send-again'

let close = async () => {}
let ada = { id: '', role: 'OPERATOR' as const }
let ben = ada

beforeAll(async () => {
  close = (await testDatabase()).close
  ada = await newOperator()
  ben = await newOperator()
})
afterAll(() => close())

async function failedJob(failureCode = 'gave_up'): Promise<string> {
  const outcome = await enroll(ada, newForm(await newCapture(ada)), '')
  if (!outcome.ok) throw new Error(outcome.code)
  const data = { state: 'failed', failureCode, attempts: 9, finishedAt: new Date(), nextStepAt: null } as const
  await db().job.update({ where: { id: outcome.jobId }, data })
  return outcome.jobId
}

test('a failed job pressed by many hands at once is redriven once, as the same job, with who pressed it', async () => {
  const jobId = await failedJob()
  const { captureId } = await db().job.findUniqueOrThrow({ where: { id: jobId } })
  const codes = (await Promise.all(Array.from({ length: 8 }, () => redrive(ada, jobId)))).map(code)
  expect(codes.filter((one) => one === 'ok')).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['ok', 'not_redrivable']))
  const job = await db().job.findUniqueOrThrow({ where: { id: jobId }, include: { events: true } })
  // The phase makes the worker ask before it sends.
  const asNew = { state: 'queued', phase: 'reserving', attempts: 0, failureCode: null, finishedAt: null }
  expect(job).toMatchObject({ ...asNew, captureId, boughtById: ada.id, nextStepAt: expect.any(Date) })
  expect(job.events.filter(({ kind }) => kind === 'redriven')).toMatchObject([{ operatorId: ada.id }])
  expect(await db().job.count({ where: { captureId } })).toBe(1)
})

test("an operator redrives only their own jobs, an administrator anybody's", async () => {
  const jobId = await failedJob()
  expect(code(await redrive(ben, jobId))).toBe('job_not_found')
  expect(code(await redrive({ id: ada.id, role: 'VIEWER' }, jobId))).toBe('job_not_found')
  expect(code(await redrive(ada, randomUUID()))).toBe('job_not_found')
  expect(code(await redrive({ id: ben.id, role: 'ADMIN' }, jobId))).toBe('ok')
})

test.each(redrivableCodes)('a job that failed as %s can be redriven', async (failureCode) => {
  expect(code(await redrive(ada, await failedJob(failureCode)))).toBe('ok')
})

test.each(['frames_gone', '0908'])('a job that failed as %s cannot', async (failureCode) => {
  expect(code(await redrive(ada, await failedJob(failureCode)))).toBe('not_redrivable')
})

test('a job that was sent again as a new one is not redriven beside it', async () => {
  const jobId = await failedJob()
  const again = { formKey: randomUUID(), jobId, allowReEnroll: false, reason: null }
  expect(code(await sendAgain(ada, again, ''))).toBe('ok')
  expect(code(await redrive(ada, jobId))).toBe('already_sent_again')
})

test('of two people at one moment, one sending it anew and one redriving it, one buys a check', async () => {
  const jobId = await failedJob()
  const again = { formKey: randomUUID(), jobId, allowReEnroll: false, reason: null }
  const holder = await pool().connect()
  await holder.query('begin')
  await holder.query('select from "Job" where "id" = $1 for update', [jobId])
  const sending = sendAgain(ada, again, '')
  await lockWaiters(1)
  const redriving = redrive(ada, jobId)
  await lockWaiters(2)
  await holder.query('commit')
  holder.release()
  expect([code(await sending), code(await redriving)]).toEqual(['ok', 'already_sent_again'])
})

test('whoever held the job before it was redriven can no longer move it', async () => {
  const jobId = await failedJob()
  await db().job.update({ where: { id: jobId }, data: { nextStepAt: new Date(0) } })
  const claim = await claimJob(jobId)
  if (!claim) throw new Error('not claimed')
  expect(code(await redrive(ada, jobId))).toBe('ok')
  expect(await moveJob(claim, { from: 'queued', to: 'submitting', next: 'hold' })).toBe(false)
})
