import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import { code, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { withClockOff } from '@/scripts/testing/portal-clock'
import { db } from './db'
import { enroll } from './enroll'
import { openCapture } from './frames'
import { sendAgain } from './send-again'
import { listenFor } from './signal'

const DEVICE = 'Chrome on Windows'
let close = async () => {}
let ada = { id: '', role: 'OPERATOR' as const }

beforeAll(async () => {
  close = (await testDatabase()).close
  ada = await newOperator()
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

test('a job’s age and its history begin by the database’s clock, whatever the portal’s says', async () => {
  for (const off of [-3_600_000, 3_600_000]) {
    const captureId = await newCapture(ada)
    const outcome = await withClockOff(off, () => enroll(ada, newForm(captureId), DEVICE))
    if (!outcome.ok) throw new Error(outcome.code)
    const { createdAt, nextStepAt, events } = await db().job.findUniqueOrThrow({
      where: { id: outcome.jobId },
      include: { events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } },
    })
    expect(events.map(({ kind }) => kind)).toEqual(['captured', 'queued'])
    for (const time of [createdAt, nextStepAt, ...events.map(({ at }) => at)])
      expect(Math.abs(Date.now() - (time?.getTime() ?? 0))).toBeLessThan(60_000)
  }
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

test('a new job, and the one it replaces, are announced while no worker runs', async () => {
  const heard = new Set<string>()
  const ready = vi.fn()
  const stop = listenFor('job', (jobId) => heard.add(jobId), { onGap: ready })
  await vi.waitFor(() => expect(ready).toHaveBeenCalled(), 15_000)
  const first = await enroll(ada, newForm(await newCapture(ada)), DEVICE)
  if (!first.ok) throw new Error(first.code)
  await vi.waitFor(() => expect(heard).toContain(first.jobId), 15_000)

  await db().job.update({ where: { id: first.jobId }, data: { state: 'failed', failureCode: 'gave_up' } })
  heard.clear()
  const form = { formKey: randomUUID(), jobId: first.jobId, allowReEnroll: false, reason: null }
  const next = await sendAgain(ada, form, DEVICE)
  if (!next.ok) throw new Error(next.code)
  await vi.waitFor(() => expect(heard).toEqual(new Set([next.jobId, first.jobId])), 15_000)
  stop()
})
