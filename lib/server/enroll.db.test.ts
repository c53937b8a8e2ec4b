import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import { code, framePicture, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { wipeUnusedCaptures } from './captures'
import { db } from './db'
import { enroll } from './enroll'
import { openCapture, storeFrame } from './frames'
import { sendAgain } from './send-again'
import { listenFor } from './signal'

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

test('a complete capture becomes one job with its history and its bell', async () => {
  const asked = newForm(await newCapture(ada), {
    displayName: 'Amina Yusuf',
    location: { latitude: 6.45, longitude: 3.39, altitude: 12, accuracy: null },
    partnerParams: [{ key: 'branch', value: 'Lagos' }],
  })
  const outcome = await enroll(ada, asked, DEVICE)
  if (!outcome.ok) throw new Error(outcome.code)
  const job = await db().job.findUniqueOrThrow({
    where: { id: outcome.jobId },
    include: { events: { orderBy: { at: 'asc' } }, enrollee: true, capture: true },
  })
  expect(job).toMatchObject({
    state: 'queued',
    type: 4,
    latitude: 6.45,
    altitude: 12,
    partnerParams: { branch: 'Lagos' },
  })
  expect(job.enrollee).toMatchObject({ displayName: 'Amina Yusuf', environment: 'SANDBOX', enrolledAt: null })
  expect(job.capture.submittedAt).not.toBeNull()
  expect(job.nextStepAt).not.toBeNull()
  expect(job.events.map(({ kind }) => kind)).toEqual(['captured', 'queued'])
  expect(job.events[1]?.detail).toMatchObject({ device: DEVICE, allowReEnroll: false })
  const bells = await db().$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`job:${job.id}`}`
  expect(bells).toHaveLength(1)
  const opened = await openCapture(job.captureId)
  if (!opened || opened === 'unreadable') throw new Error('not opened')
  expect(opened.liveness).toHaveLength(7)
  expect(Buffer.from(opened.selfie).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
})

test('how the pictures came about is kept with the capture, and told again when it is sent again', async () => {
  const guidance = { how: 'manual', cue: null, faces: 2, why: null } as const
  const outcome = await enroll(ada, newForm(await newCapture(ada), { guidance }), DEVICE)
  if (!outcome.ok) throw new Error(outcome.code)
  await db().job.update({ where: { id: outcome.jobId }, data: { state: 'failed', nextStepAt: null } })
  const again = await sendAgain(
    ada,
    { jobId: outcome.jobId, formKey: randomUUID(), allowReEnroll: false, reason: null },
    DEVICE,
  )
  if (!again.ok) throw new Error(again.code)
  const jobs = await db().job.findMany({
    where: { id: { in: [outcome.jobId, again.jobId] } },
    select: { capture: true, events: { where: { kind: 'captured' } } },
  })
  expect(jobs).toHaveLength(2)
  for (const { capture, events } of jobs) {
    expect(capture.guidance).toEqual(guidance)
    expect(events.map(({ detail }) => detail)).toMatchObject([{ guidance }])
  }
})

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

test('a name typed beside the wrong user id does not rename whoever is enrolled there, re-enrolling does', async () => {
  const userId = `named-${randomUUID()}`
  const nameAfter = async (given: Parameters<typeof newForm>[1]) => {
    expect(code(await enroll(ada, newForm(await newCapture(ada), { userId, ...given }), DEVICE))).toBe('ok')
    return (await db().enrollee.findFirstOrThrow({ where: { userId } })).displayName
  }
  expect(await nameAfter({ displayName: 'Amina' })).toBe('Amina')
  expect(await nameAfter({ displayName: 'Amina Yusuf' })).toBe('Amina Yusuf')
  await db().enrollee.updateMany({ where: { userId }, data: { enrolledAt: new Date() } })
  expect(await nameAfter({ displayName: 'Wanjiru Kamau' })).toBe('Amina Yusuf')
  expect(await nameAfter({ displayName: 'Amina Bello', allowReEnroll: true, reason: 'Married' })).toBe('Amina Bello')
  expect(await nameAfter({ displayName: '', allowReEnroll: true, reason: 'Again' })).toBe('Amina Bello')
})

test('a capture that misses a frame makes nothing', async () => {
  const asked = newForm(await newCapture(ada, [0, 1, 2]))
  expect(code(await enroll(ada, asked, DEVICE))).toBe('capture_incomplete')
  expect(await db().enrollee.count({ where: { userId: asked.userId } })).toBe(0)
  expect(await db().capture.count({ where: { id: asked.captureId, submittedAt: null } })).toBe(1)
})

test("another operator's capture looks like none, for frames and for jobs", async () => {
  const captureId = await newCapture(ada)
  expect(code(await storeFrame(ben, captureId, 1, await framePicture()))).toBe('capture_not_found')
  expect(code(await enroll(ben, newForm(captureId), DEVICE))).toBe('capture_not_found')
  expect(code(await enroll(ada, newForm(randomUUID()), DEVICE))).toBe('capture_not_found')
})

test('a frame may be sent again until the capture is submitted, and not after', async () => {
  const captureId = await newCapture(ada)
  expect(code(await storeFrame(ada, captureId, 3, await framePicture()))).toBe('ok')
  expect(await db().frame.count({ where: { captureId } })).toBe(8)
  await enroll(ada, newForm(captureId), DEVICE)
  expect(code(await storeFrame(ada, captureId, 3, await framePicture()))).toBe('capture_submitted')
})

test('authenticating needs somebody enrolled', async () => {
  const captureId = await newCapture(ada)
  const userId = `auth-${randomUUID()}`
  const asked = newForm(captureId, { type: AUTHENTICATE, userId })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('not_enrolled')
  await db().enrollee.create({ data: { environment: 'SANDBOX', userId } })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('not_enrolled')
  await db().enrollee.updateMany({ where: { userId }, data: { enrolledAt: new Date() } })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('ok')
})

test('an environment without keys takes nothing', async () => {
  const asked = newForm(await newCapture(ada), { environment: 'PRODUCTION' })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('environment_not_configured')
})

test('a capture nobody submitted within an hour is erased, a submitted one stays', async () => {
  const [unused, used] = [await newCapture(ben, [0]), await newCapture(ben)]
  await enroll(ben, newForm(used), DEVICE)
  expect(await wipeUnusedCaptures(new Date(Date.now() + 59 * 60_000))).toBe(0)
  await db().capture.updateMany({ where: { id: { in: [unused, used] } }, data: { createdAt: new Date(0) } })
  expect(await wipeUnusedCaptures()).toBe(1)
  expect(await db().frame.count({ where: { captureId: unused } })).toBe(0)
  expect(await db().frame.count({ where: { captureId: used } })).toBe(8)
})

test('an operator cannot pile up captures without end', async () => {
  const eve = await newOperator()
  const picture = await framePicture()
  const tries = Array.from({ length: 24 }, () => storeFrame(eve, randomUUID(), 0, picture))
  const codes = (await Promise.all(tries)).map(code)
  expect(codes.filter((value) => value === 'ok')).toHaveLength(20)
  expect(codes.filter((value) => value === 'too_many_captures')).toHaveLength(4)
})

test('a new job, and the one it replaces, are announced while no worker runs', async () => {
  const heard = new Set<string>()
  const ready = vi.fn()
  const stop = listenFor('job', (jobId) => heard.add(jobId), { onGap: ready })
  await vi.waitFor(() => expect(ready).toHaveBeenCalled(), 5_000)
  const first = await enroll(ada, newForm(await newCapture(ada)), DEVICE)
  if (!first.ok) throw new Error(first.code)
  await vi.waitFor(() => expect(heard).toContain(first.jobId), 5_000)

  await db().job.update({ where: { id: first.jobId }, data: { state: 'failed', failureCode: 'gave_up' } })
  heard.clear()
  const form = { formKey: randomUUID(), jobId: first.jobId, allowReEnroll: false, reason: null }
  const next = await sendAgain(ada, form, DEVICE)
  if (!next.ok) throw new Error(next.code)
  await vi.waitFor(() => expect(heard).toEqual(new Set([next.jobId, first.jobId])), 5_000)
  stop()
})
