import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AUTHENTICATE, type JobState } from '@/lib/domain/job'
import type { JobGroup } from '@/lib/domain/job-filter'
import { code, framePicture, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, newVisit, visitCapture, visitOf } from '@/scripts/testing/links'
import { giveConsent, readReceipt } from './consent'
import { db } from './db'
import { enroll } from './enroll'
import { submitVisit } from './enroll-by-visit'
import { readEnrollee } from './enrollees'
import { openCapture, storeFrame } from './frames'
import { readJob } from './job'
import { listJobs } from './jobs'
import { listLinkNeeds } from './link-needs'
import { redrive } from './redrive'
import { sendAgain } from './send-again'
import { enrolleeToAuthenticate, userIdState } from './user-id'
import { cannotTakeSelfie, declineConsent, notMe, reportStep } from './visit-steps'
import { withdraw } from './withdraw'

let database: TestDatabase
let ada: Awaited<ReturnType<typeof newOperator>>
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())

const form = { language: 'sw', textVersion: '2026-11-27' }
const open = async () => newVisit((await newLink(ada)).token)
/** A job of a link, with the visit it came by. */
async function sentByLink() {
  const visit = await agreedVisit((await newLink(ada)).token)
  const sent = await submitVisit(visit, await visitCapture(visit.id))
  if (!sent.ok) throw new Error(sent.code)
  const { enrollee } = await db().job.findUniqueOrThrow({ where: { id: sent.jobId }, select: { enrollee: true } })
  return { visit, jobId: sent.jobId, enrollee }
}
const end = (id: string, state: JobState, failureCode: string | null = null) =>
  db().job.update({ where: { id }, data: { state, failureCode } })
const putOnFile = (id: string, enrolledJobId: string) =>
  db().enrollee.update({ where: { id }, data: { enrolledAt: new Date(), enrolledJobId } })
const authenticate = async (userId: string) =>
  enroll(ada, newForm(await newCapture(ada), { type: AUTHENTICATE, userId }), 'Chrome on Windows')
const again = (jobId: string, allowReEnroll: boolean) => {
  const form = { formKey: randomUUID(), jobId, allowReEnroll, reason: allowReEnroll ? 'Asked at the desk' : null }
  return sendAgain(ada, form, 'Chrome on Windows')
}
const needs = (linkId: string) => db().linkRequest.findMany({ where: { linkId }, select: { kind: true, detail: true } })

test('a consent keeps the text, the language and the time, and of its receipt only the hash', async () => {
  const visit = await open()
  const given = await giveConsent(visit, form)
  if (!given.ok) throw new Error(given.code)
  expect(await readReceipt(given.receipt)).toMatchObject({ ...form, at: expect.any(Date), withdrawnAt: null })
  const kept = await db().consent.findUniqueOrThrow({ where: { visitId: visit.id } })
  expect(JSON.stringify(kept)).not.toContain(given.receipt)
  expect(await readReceipt('A'.repeat(43))).toBeNull()
})

test('withdrawing erases every frame, ends the visit and tells the operator; twice is once', async () => {
  const visit = await agreedVisit((await newLink(ada)).token)
  const captureId = await visitCapture(visit.id)
  const done = await submitVisit(visit, captureId)
  if (!done.ok) throw new Error(done.code)
  for (let times = 0; times < 2; times++) {
    expect(code(await withdraw(visit.receipt))).toBe('ok')
    expect(await db().frame.count({ where: { captureId } })).toBe(0)
    expect(await openCapture(captureId)).toBeNull()
    expect(await visitOf(visit.cookie)).toMatchObject({ state: 'withdrawn', isOpen: false })
    expect(await needs(visit.linkId)).toEqual([{ kind: 'withdrawn', detail: null }])
    expect(await db().jobEvent.count({ where: { jobId: done.jobId, kind: 'withdrawn' } })).toBe(1)
  }
  expect(await readReceipt(visit.receipt)).toMatchObject({ withdrawnAt: expect.any(Date) })
})

test('nobody is authenticated against the selfie of a person who withdrew, and their page says so, until another is on file', async () => {
  const { visit, jobId, enrollee } = await sentByLink()
  const { userId } = enrollee
  await putOnFile(enrollee.id, jobId)
  expect(code(await authenticate(userId))).toBe('ok')

  await withdraw(visit.receipt)
  expect(code(await authenticate(userId))).toBe('consent_withdrawn')
  expect(await readEnrollee(ada, enrollee.id)).toMatchObject({ withdrawnAt: expect.any(Date) })
  expect(await enrolleeToAuthenticate(enrollee.id)).toMatchObject({ withdrawn: true })
  expect(await userIdState('SANDBOX', userId)).toMatchObject({ state: 'enrolled', withdrawn: true })

  const anew = await enroll(ada, newForm(await newCapture(ada), { userId }), 'Chrome on Windows')
  if (!anew.ok) throw new Error(anew.code)
  await putOnFile(enrollee.id, anew.jobId)
  expect(await userIdState('SANDBOX', userId)).toMatchObject({ state: 'enrolled', withdrawn: false })
  expect(code(await authenticate(userId))).toBe('ok')
  expect(await readEnrollee(ada, enrollee.id)).toMatchObject({ withdrawnAt: null })
})

test('a consent withdrawn after the job was sent again is withdrawn for the new one too', async () => {
  const { visit, jobId, enrollee } = await sentByLink()
  await end(jobId, 'refused', '2209')
  const anew = await again(jobId, true)
  if (!anew.ok) throw new Error(anew.code)
  await end(anew.jobId, 'approved')
  await putOnFile(enrollee.id, anew.jobId)
  expect(await readEnrollee(ada, enrollee.id)).toMatchObject({ withdrawnAt: null })

  await withdraw(visit.receipt)
  expect(await readEnrollee(ada, enrollee.id)).toMatchObject({ withdrawnAt: expect.any(Date) })
  expect(await enrolleeToAuthenticate(enrollee.id)).toMatchObject({ withdrawn: true })
  expect(code(await authenticate(enrollee.userId))).toBe('consent_withdrawn')
  for (const id of [jobId, anew.jobId]) {
    expect(await readJob(ada, id)).toMatchObject({ withdrawnAt: expect.any(Date), isBarred: false })
    expect(await db().jobEvent.count({ where: { jobId: id, kind: 'withdrawn' } })).toBe(1)
  }
})

test('the pictures of an authentication that waits go with a withdrawal, and a worker is to end it now', async () => {
  const { visit, jobId, enrollee } = await sentByLink()
  await putOnFile(enrollee.id, jobId)
  const waiting = await authenticate(enrollee.userId)
  if (!waiting.ok) throw new Error(waiting.code)
  const nextHour = new Date(Date.now() + 3_600_000)
  const { captureId } = await db().job.update({ where: { id: waiting.jobId }, data: { nextStepAt: nextHour } })
  expect(await db().frame.count({ where: { captureId } })).toBeGreaterThan(0)
  await withdraw(visit.receipt)
  expect(await db().frame.count({ where: { captureId } })).toBe(0)
  const { state, nextStepAt } = await db().job.findUniqueOrThrow({ where: { id: waiting.jobId } })
  expect(state).toBe('queued')
  expect(nextStepAt?.getTime()).toBeLessThan(nextHour.getTime())
})

test('an authentication that is being sent loses its pictures too, and is to be looked at as soon as it is free', async () => {
  const { visit, jobId, enrollee } = await sentByLink()
  await putOnFile(enrollee.id, jobId)
  const sending = await authenticate(enrollee.userId)
  if (!sending.ok) throw new Error(sending.code)
  const where = { id: sending.jobId }
  const held = { state: 'submitting', nextStepAt: null, leaseUntil: new Date(Date.now() + 20_000) } as const
  const { captureId } = await db().job.update({ where, data: held })
  await withdraw(visit.receipt)
  expect(await db().frame.count({ where: { captureId } })).toBe(0)
  const { state, nextStepAt } = await db().job.findUniqueOrThrow({ where })
  expect([state, nextStepAt]).toEqual(['submitting', expect.any(Date)])
})

test('a registration that waits is to be ended now as well, for whoever withdrew may be erased then', async () => {
  const { visit, jobId } = await sentByLink()
  const where = { id: jobId }
  const nextHour = new Date(Date.now() + 3_600_000)
  await db().job.update({ where, data: { nextStepAt: nextHour } })
  await withdraw(visit.receipt)
  const { nextStepAt } = await db().job.findUniqueOrThrow({ where })
  expect(nextStepAt?.getTime()).toBeLessThan(nextHour.getTime())
})

test('who withdraws on the device they came from has withdrawn on the one they have just gone on with', async () => {
  const { token, linkId } = await newLink(ada)
  const first = await agreedVisit(token)
  const last = await newVisit(token, true)
  expect(code(await withdraw(first.receipt))).toBe('ok')
  expect(await visitOf(last.cookie)).toMatchObject({ state: 'withdrawn', isOpen: false })
  expect(code(await giveConsent(last, form))).toBe('visit_over')
  expect(await listLinkNeeds(ada, linkId)).toMatchObject([
    { kind: 'withdrawn', enrolleeId: null, mayHaveGoneOut: false },
  ])
})

test.each(['first', 'last'] as const)(
  'who went on with another device withdraws all of it, with the receipt of the %s',
  async (which) => {
    const { token, linkId } = await newLink(ada)
    const first = await agreedVisit(token)
    const last = await agreedVisit(token, true)
    const sent = await submitVisit(last, await visitCapture(last.id))
    if (!sent.ok) throw new Error(sent.code)
    await end(sent.jobId, 'approved')
    await db().job.update({ where: { id: sent.jobId }, data: { uploadedAt: new Date() } })
    const { captureId, enrolleeId } = await db().job.findUniqueOrThrow({ where: { id: sent.jobId } })
    await putOnFile(enrolleeId, sent.jobId)

    expect(code(await withdraw((which === 'first' ? first : last).receipt))).toBe('ok')
    expect(await db().frame.count({ where: { captureId } })).toBe(0)
    expect(await readEnrollee(ada, enrolleeId)).toMatchObject({ withdrawnAt: expect.any(Date) })
    for (const { receipt } of [first, last])
      expect(await readReceipt(receipt)).toMatchObject({ withdrawnAt: expect.any(Date) })
    const told = { kind: 'withdrawn', enrolleeId, mayHaveGoneOut: true }
    expect(await listLinkNeeds(ada, linkId)).toMatchObject([told])
  },
)

test('an authentication from before the withdrawal is neither sent again nor tried again', async () => {
  const { visit, jobId, enrollee } = await sentByLink()
  await putOnFile(enrollee.id, jobId)
  const before = await authenticate(enrollee.userId)
  if (!before.ok) throw new Error(before.code)
  const { captureId } = await end(before.jobId, 'failed', 'gave_up')
  expect(await db().frame.count({ where: { captureId } })).toBe(8)
  await withdraw(visit.receipt)
  expect(await db().frame.count({ where: { captureId } }), 'what could have been tried again').toBe(0)
  expect(await readJob(ada, before.jobId)).toMatchObject({ withdrawnAt: null, isBarred: true })
  expect(code(await again(before.jobId, false))).toBe('consent_withdrawn')
  expect(code(await redrive(ada, before.jobId))).toBe('consent_withdrawn')
  expect(await db().job.findUniqueOrThrow({ where: { id: before.jobId } })).toMatchObject({ state: 'failed' })

  // The same job at a time when the selfie on file is another one.
  const anew = await enroll(ada, newForm(await newCapture(ada), { userId: enrollee.userId }), 'Chrome on Windows')
  if (!anew.ok) throw new Error(anew.code)
  await putOnFile(enrollee.id, anew.jobId)
  expect(code(await redrive(ada, before.jobId))).toBe('ok')
})

test('of what a person who has withdrawn was sent, nothing needs anybody, and lists say so, until another selfie is on file', async () => {
  const listed = (group: JobGroup | null) =>
    listJobs(ada, { group, environment: null, today: false, query: enrollee.userId, before: null }, new Date(0))
  const { visit, jobId, enrollee } = await sentByLink()
  await putOnFile(enrollee.id, jobId)
  await end(jobId, 'approved')
  const tried = await authenticate(enrollee.userId)
  if (!tried.ok) throw new Error(tried.code)
  await end(tried.jobId, 'failed', 'gave_up')
  const another = await sentByLink()
  await db().job.update({ where: { id: another.jobId }, data: { enrolleeId: enrollee.id } })
  await end(another.jobId, 'failed', 'frames_gone')
  const needing = async () => (await listed('person')).jobs.map(({ id }) => id).sort()
  expect(await needing()).toEqual([tried.jobId, another.jobId].sort())

  await withdraw(another.visit.receipt)
  expect(await needing()).toEqual([tried.jobId])
  await withdraw(visit.receipt)
  expect(await needing()).toEqual([])
  const rows = new Map((await listed(null)).jobs.map((row) => [row.id, row]))
  expect(rows.get(jobId)).toMatchObject({ withdrawnAt: expect.any(Date), isBarred: false })
  expect(rows.get(tried.jobId)).toMatchObject({ withdrawnAt: null, isBarred: true })

  const anew = await enroll(ada, newForm(await newCapture(ada), { userId: enrollee.userId }), 'Chrome on Windows')
  if (!anew.ok) throw new Error(anew.code)
  await putOnFile(enrollee.id, anew.jobId)
  expect(await needing()).toEqual([tried.jobId])
})

test('Smile ID is to be asked only where pictures of the visit may have gone out, by whichever job', async () => {
  const isOut = async (linkId: string) => (await listLinkNeeds(ada, linkId)).map((need) => need.mayHaveGoneOut)
  const unsent = await agreedVisit((await newLink(ada)).token)
  await withdraw(unsent.receipt)
  expect(await isOut(unsent.linkId)).toEqual([false])

  const { visit, jobId } = await sentByLink()
  await end(jobId, 'failed', 'gave_up')
  const anew = await again(jobId, false)
  if (!anew.ok) throw new Error(anew.code)
  await withdraw(visit.receipt)
  expect(await isOut(visit.linkId)).toEqual([false])
  expect(await readJob(ada, jobId)).toMatchObject({ mayHaveGoneOut: false })

  // An upload that began, and of which Smile ID says that it has nothing.
  const { captureId } = await end(anew.jobId, 'failed', 'gave_up')
  await db().billedCall.create({ data: { jobId: anew.jobId, captureId, type: 4, outcome: 'not_taken' } })
  expect(await isOut(visit.linkId)).toEqual([true])
  expect(await readJob(ada, jobId)).toMatchObject({ mayHaveGoneOut: true })
})

test('withdrawing before the submit leaves nothing that could be submitted', async () => {
  const visit = await agreedVisit((await newLink(ada)).token)
  const captureId = await visitCapture(visit.id)
  expect(code(await withdraw(visit.receipt))).toBe('ok')
  expect(await db().capture.count({ where: { id: captureId } })).toBe(0)
  expect(code(await submitVisit(visit, captureId))).toBe('visit_over')
  expect(code(await withdraw('A'.repeat(43)))).toBe('unknown_receipt')
})

test('a submit and a withdrawal at one moment leave no frame', async () => {
  const visit = await agreedVisit((await newLink(ada)).token)
  const captureId = await visitCapture(visit.id)
  await Promise.all([submitVisit(visit, captureId), withdraw(visit.receipt)])
  expect(await db().frame.count({ where: { captureId } })).toBe(0)
  expect(await visitOf(visit.cookie)).toMatchObject({ state: 'withdrawn' })
})

test('whoever is somebody else stops the link for good, and the operator is told', async () => {
  const visit = await open()
  expect(code(await notMe(visit))).toBe('ok')
  const link = await db().link.findUniqueOrThrow({ where: { id: visit.linkId } })
  expect(link).toMatchObject({ revokedWhy: 'not_me', revokedAt: expect.any(Date), revokedById: null })
  expect(await needs(visit.linkId)).toEqual([{ kind: 'not_me', detail: null }])
})

test('who cannot take a selfie ends as that, with the reason', async () => {
  const visit = await open()
  expect(code(await cannotTakeSelfie(visit, 'religion'))).toBe('ok')
  expect(await db().visit.findUniqueOrThrow({ where: { id: visit.id } })).toMatchObject({
    state: 'cannot',
    stopReason: 'religion',
  })
  expect(await needs(visit.linkId)).toEqual([{ kind: 'cannot', detail: 'religion' }])
  expect(code(await giveConsent(visit, form))).toBe('visit_over')
})

test('who does not agree ends as that, and no camera is reported after it', async () => {
  const visit = await open()
  const blocked = { kind: 'camera_blocked', detail: { problem: 'denied' } } as const
  expect(code(await reportStep(visit, blocked))).toBe('visit_over')
  expect(code(await declineConsent(visit))).toBe('ok')
  expect(code(await declineConsent(visit))).toBe('visit_over')
  expect(await needs(visit.linkId)).toEqual([{ kind: 'declined', detail: null }])
})

test('where the camera got stuck is written down in order', async () => {
  const visit = await agreedVisit((await newLink(ada)).token)
  await reportStep(visit, { kind: 'camera_blocked', detail: { problem: 'denied' } })
  await reportStep(visit, { kind: 'camera_ready', detail: {} })
  const events = await db().visitEvent.findMany({
    where: { visitId: visit.id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  expect(events.map(({ kind }) => kind)).toEqual(['claimed', 'consented', 'camera_blocked', 'camera_ready'])
  expect((await visitOf(visit.cookie)).state).toBe('camera_ready')
})

test('a page loaded again at its review writes no second selfie down; one taken anew is written', async () => {
  const visit = await agreedVisit((await newLink(ada)).token)
  const steps = ['camera_ready', 'captured', 'captured', 'camera_ready', 'captured'] as const
  for (const kind of steps) await reportStep(visit, { kind, detail: {} })
  const where = { visitId: visit.id, kind: { in: [...steps] } }
  const events = await db().visitEvent.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  expect(events.map(({ kind }) => kind)).toEqual(['camera_ready', 'captured', 'camera_ready', 'captured'])
})

test('agreeing twice, by a double press, is agreeing once, and both lead to the same receipt', async () => {
  const visit = await open()
  const [first, second] = await Promise.all([giveConsent(visit, form), giveConsent(visit, form)])
  expect(first).toMatchObject({ ok: true })
  expect(second).toEqual(first)
  expect(await db().visitEvent.count({ where: { visitId: visit.id, kind: 'consented' } })).toBe(1)
})

test('a frame that is being sent while the consent is withdrawn does not stay', async () => {
  for (let times = 0; times < 8; times++) {
    const visit = await agreedVisit((await newLink(ada)).token)
    const captureId = await visitCapture(visit.id)
    const frame = storeFrame({ visitId: visit.id }, captureId, 3, await framePicture())
    await Promise.all([submitVisit(visit, captureId), withdraw(visit.receipt), frame])
    expect(await db().frame.count({ where: { captureId } })).toBe(0)
  }
})

test('a receipt is in no row of any table', async () => {
  const { receipt } = await agreedVisit((await newLink(ada)).token)
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
  for (const { name } of tables) {
    const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`)
    const kept = [receipt, Buffer.from(receipt).toString('hex'), Buffer.from(receipt, 'base64url').toString('hex')]
    expect(rows.some(({ row }) => kept.some((one) => row.includes(one)))).toBe(false)
  }
})
