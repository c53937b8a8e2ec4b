import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { code, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { db } from './db'
import { enroll } from './enroll'

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

test('the same form sent 32 times at once is one job', async () => {
  const asked = newForm(await newCapture(ada))
  const outcomes = await Promise.all(Array.from({ length: 32 }, () => enroll(ada, asked, DEVICE)))
  const ids = new Set(outcomes.map((outcome) => (outcome.ok ? outcome.jobId : outcome.code)))
  expect(ids.size).toBe(1)
  expect(await db().job.count({ where: { formKey: asked.formKey } })).toBe(1)
  expect(await db().jobEvent.count({ where: { jobId: [...ids][0] ?? '' } })).toBe(2)
})

/** How many jobs one form key makes that is sent at once with the pictures of eight captures. */
async function jobsOfOneKey(): Promise<number> {
  const maker = await newOperator()
  const captures = await Promise.all(Array.from({ length: 8 }, () => newCapture(maker)))
  const form = newForm(randomUUID())
  await Promise.all(captures.map((captureId) => enroll(maker, { ...form, captureId }, DEVICE)))
  return db().job.count({ where: { formKey: form.formKey } })
}

test('one form key sent at once with other pictures is one job', async () => {
  expect(await jobsOfOneKey()).toBe(1)
})

test('and more than one where it is only looked for before it is inserted: the control', async () => {
  await db().$executeRaw`DROP INDEX "Job_formKey_key"`
  expect(await jobsOfOneKey()).toBeGreaterThan(1)
  await db().$executeRaw`
    UPDATE "Job" SET "formKey" = gen_random_uuid()
     WHERE "formKey" IN (SELECT "formKey" FROM "Job" GROUP BY "formKey" HAVING count(*) > 1)`
  await db().$executeRaw`CREATE UNIQUE INDEX "Job_formKey_key" ON "Job"("formKey")`
})

test('one capture sent with two forms at once is one job', async () => {
  const captureId = await newCapture(ada)
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => enroll(ada, newForm(captureId), DEVICE)))
  expect(outcomes.map(code).sort()).toEqual([...Array(7).fill('capture_used'), 'ok'])
  expect(await db().job.count({ where: { captureId } })).toBe(1)
})

test('a form that is sent again after its page was loaded again leads to the job it had made', async () => {
  const asked = newForm(await newCapture(ada), {
    location: { latitude: 6.45, longitude: 3.39, altitude: 12, accuracy: 8 },
  })
  const made = await enroll(ada, asked, DEVICE)
  expect(await enroll(ada, { ...asked, formKey: randomUUID() }, DEVICE)).toEqual(made)
  expect(await db().job.count({ where: { captureId: asked.captureId } })).toBe(1)
})

test('pictures that were sent make no second job with other answers, and their job is named to nobody but its maker', async () => {
  const asked = newForm(await newCapture(ada))
  const made = await enroll(ada, asked, DEVICE)
  if (!made.ok) throw new Error(made.code)
  const changed = { ...asked, formKey: randomUUID(), displayName: 'Somebody Else' }
  expect(await enroll(ada, changed, DEVICE)).toMatchObject({ code: 'capture_used', jobId: made.jobId })
  const others = await enroll(ben, { ...asked, formKey: randomUUID() }, DEVICE)
  expect(others).toEqual({ ok: false, code: 'capture_not_found', message: expect.any(String) })
})

test('one form key with other answers is a conflict, and leaves no trace', async () => {
  const asked = newForm(await newCapture(ada))
  expect(code(await enroll(ada, asked, DEVICE))).toBe('ok')
  const changed = { ...asked, displayName: 'Somebody Else' }
  expect(code(await enroll(ada, changed, DEVICE))).toBe('form_changed')
  const enrollee = await db().enrollee.findFirstOrThrow({ where: { userId: asked.userId } })
  expect(enrollee.displayName).toBeNull()
  expect(code(await enroll(ben, { ...asked, captureId: await newCapture(ben) }, DEVICE))).toBe('form_changed')
})

test('parallel forms for one new user id meet in one enrollee', async () => {
  const captures = await Promise.all(Array.from({ length: 4 }, () => newCapture(ada)))
  const userId = `same-${randomUUID()}`
  const outcomes = await Promise.all(captures.map((id) => enroll(ada, newForm(id, { userId }), DEVICE)))
  expect(outcomes.map(code)).toEqual(Array(4).fill('ok'))
  expect(await db().enrollee.count({ where: { userId } })).toBe(1)
})
