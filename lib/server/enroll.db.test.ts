import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EnrollFormInput, enrollFormSchema } from '@/lib/domain/enroll-form'
import { framePositions } from '@/lib/domain/frame'
import { AUTHENTICATE, REGISTER } from '@/lib/domain/job'
import { testDatabase } from '@/scripts/testing/database'
import { wipeUnusedCaptures } from './captures'
import { db } from './db'
import { enroll } from './enroll'
import { openCapture, storeFrame } from './frames'
import { sendAgain } from './send-again'

let close = async () => {}
let picture = new Uint8Array()
const actor = { id: '', role: 'OPERATOR' } as const
const ada = { ...actor, id: randomUUID() }
const ben = { ...actor, id: randomUUID() }

beforeAll(async () => {
  close = (await testDatabase()).close
  const noise = { type: 'gaussian', mean: 120, sigma: 20 } as const
  const create = { width: 640, height: 480, channels: 3, background: '#777', noise } as const
  picture = Uint8Array.from(await sharp({ create }).jpeg().toBuffer())
  const row = ({ id }: { id: string }) => ({ id, email: `${id}@kioo.test`, name: 'Op', role: 'OPERATOR' as const })
  await db().operator.createMany({ data: [row(ada), row(ben)] })
})
afterAll(async () => {
  await db().$disconnect()
  await close()
})

async function capture(owner = ada, positions: readonly number[] = framePositions): Promise<string> {
  const captureId = randomUUID()
  for (const position of positions)
    expect(await storeFrame(owner, captureId, position, picture)).toMatchObject({ ok: true, width: 640, height: 480 })
  return captureId
}

function form(captureId: string, given: Partial<EnrollFormInput> = {}) {
  return enrollFormSchema.parse({
    formKey: randomUUID(),
    captureId,
    environment: 'SANDBOX',
    type: REGISTER,
    userId: `user-${randomUUID()}`,
    displayName: '',
    allowReEnroll: false,
    useEnrolledImage: false,
    reason: '',
    location: null,
    partnerParams: [],
    ...given,
  })
}

const DEVICE = 'Chrome on Windows'
const code = (outcome: { ok: true } | { ok: false; code: string }) => (outcome.ok ? 'ok' : outcome.code)

test('a complete capture becomes one job with its history and its bell', async () => {
  const asked = form(await capture(), {
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
  expect(opened?.liveness).toHaveLength(7)
  expect(Buffer.from(opened?.selfie ?? []).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
})

test('the same form sent 32 times at once is one job', async () => {
  const asked = form(await capture())
  const outcomes = await Promise.all(Array.from({ length: 32 }, () => enroll(ada, asked, DEVICE)))
  const ids = new Set(outcomes.map((outcome) => (outcome.ok ? outcome.jobId : outcome.code)))
  expect(ids.size).toBe(1)
  expect(await db().job.count({ where: { formKey: asked.formKey } })).toBe(1)
  expect(await db().jobEvent.count({ where: { jobId: [...ids][0] ?? '' } })).toBe(2)
})

test('one capture sent with two forms at once is one job', async () => {
  const captureId = await capture()
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => enroll(ada, form(captureId), DEVICE)))
  expect(outcomes.map(code).sort()).toEqual([...Array(7).fill('capture_used'), 'ok'])
  expect(await db().job.count({ where: { captureId } })).toBe(1)
})

test('one form key with other answers is a conflict, and leaves no trace', async () => {
  const asked = form(await capture())
  expect(code(await enroll(ada, asked, DEVICE))).toBe('ok')
  const changed = { ...asked, displayName: 'Somebody Else' }
  expect(code(await enroll(ada, changed, DEVICE))).toBe('form_changed')
  const enrollee = await db().enrollee.findFirstOrThrow({ where: { userId: asked.userId } })
  expect(enrollee.displayName).toBeNull()
  expect(code(await enroll(ben, { ...asked, captureId: await capture(ben) }, DEVICE))).toBe('form_changed')
})

test('parallel forms for one new user id meet in one enrollee', async () => {
  const captures = await Promise.all(Array.from({ length: 4 }, () => capture()))
  const userId = `same-${randomUUID()}`
  const outcomes = await Promise.all(captures.map((id) => enroll(ada, form(id, { userId }), DEVICE)))
  expect(outcomes.map(code)).toEqual(Array(4).fill('ok'))
  expect(await db().enrollee.count({ where: { userId } })).toBe(1)
})

test('a capture that misses a frame makes nothing', async () => {
  const asked = form(await capture(ada, [0, 1, 2]))
  expect(code(await enroll(ada, asked, DEVICE))).toBe('capture_incomplete')
  expect(await db().enrollee.count({ where: { userId: asked.userId } })).toBe(0)
  expect(await db().capture.count({ where: { id: asked.captureId, submittedAt: null } })).toBe(1)
})

test("another operator's capture looks like none, for frames and for jobs", async () => {
  const captureId = await capture(ada)
  expect(code(await storeFrame(ben, captureId, 1, picture))).toBe('capture_not_found')
  expect(code(await enroll(ben, form(captureId), DEVICE))).toBe('capture_not_found')
  expect(code(await enroll(ada, form(randomUUID()), DEVICE))).toBe('capture_not_found')
})

test('a frame may be sent again until the capture is submitted, and not after', async () => {
  const captureId = await capture()
  expect(code(await storeFrame(ada, captureId, 3, picture))).toBe('ok')
  expect(await db().frame.count({ where: { captureId } })).toBe(8)
  await enroll(ada, form(captureId), DEVICE)
  expect(code(await storeFrame(ada, captureId, 3, picture))).toBe('capture_submitted')
})

test('authenticating needs somebody enrolled', async () => {
  const captureId = await capture()
  const userId = `auth-${randomUUID()}`
  const asked = form(captureId, { type: AUTHENTICATE, userId })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('not_enrolled')
  await db().enrollee.create({ data: { environment: 'SANDBOX', userId } })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('not_enrolled')
  await db().enrollee.updateMany({ where: { userId }, data: { enrolledAt: new Date() } })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('ok')
})

test('an environment without keys takes nothing', async () => {
  const asked = form(await capture(), { environment: 'PRODUCTION' })
  expect(code(await enroll(ada, asked, DEVICE))).toBe('environment_not_configured')
})

test('a capture nobody submitted within an hour is erased, a submitted one stays', async () => {
  const [unused, used] = [await capture(ben, [0]), await capture(ben)]
  await enroll(ben, form(used), DEVICE)
  expect(await wipeUnusedCaptures(new Date(Date.now() + 59 * 60_000))).toBe(0)
  await db().capture.updateMany({ where: { id: { in: [unused, used] } }, data: { createdAt: new Date(0) } })
  expect(await wipeUnusedCaptures()).toBe(1)
  expect(await db().frame.count({ where: { captureId: unused } })).toBe(0)
  expect(await db().frame.count({ where: { captureId: used } })).toBe(8)
})

test('an operator cannot pile up captures without end', async () => {
  const eve = { ...actor, id: randomUUID() }
  await db().operator.create({ data: { id: eve.id, email: 'eve@kioo.test', name: 'Eve', role: 'OPERATOR' } })
  const tries = Array.from({ length: 24 }, () => storeFrame(eve, randomUUID(), 0, picture))
  const codes = (await Promise.all(tries)).map(code)
  expect(codes.filter((value) => value === 'ok')).toHaveLength(20)
  expect(codes.filter((value) => value === 'too_many_captures')).toHaveLength(4)
})

async function refusedJob(): Promise<string> {
  const outcome = await enroll(ada, form(await capture()), DEVICE)
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
