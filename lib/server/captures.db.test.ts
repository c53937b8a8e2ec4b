import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { code, framePicture, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink } from '@/scripts/testing/links'
import { db } from './db'
import { enroll } from './enroll'
import { storeFrame } from './frames'
import { listenFor } from './signal'
import { eraseOldFrames, wipeUnusedCaptures } from './wipe-captures'

const DEVICE = 'Chrome on Windows'
let close = async () => {}
let ada = { id: '', role: 'OPERATOR' as const }
let ben = ada

beforeAll(async () => {
  close = (await testDatabase()).close
  ada = await newOperator()
  ben = await newOperator()
})
afterAll(async () => {
  await db().$disconnect()
  await close()
})

async function sentDaysAgo(days: number): Promise<string> {
  const operator = await newOperator()
  const captureId = await newCapture(operator)
  expect((await enroll(operator, newForm(captureId), 'test')).ok).toBe(true)
  await db().$executeRaw`
    UPDATE "Capture" SET "submittedAt" = now() - make_interval(days => ${days}::int) WHERE id = ${captureId}::uuid`
  await db().$executeRaw`
    UPDATE "Frame" SET "createdAt" = now() - make_interval(days => ${days}::int) WHERE "captureId" = ${captureId}::uuid`
  return captureId
}

const framesOf = (captureId: string) => db().frame.count({ where: { captureId } })

it('pictures are erased when their days are over, not before, and their job stays', async () => {
  const old = await sentDaysAgo(31)
  const young = await sentDaysAgo(29)
  expect(await eraseOldFrames()).toBe(8)
  expect([await framesOf(old), await framesOf(young)]).toEqual([0, 8])
  expect(await db().job.count({ where: { captureId: old } })).toBe(1)
})

it('an organisation that keeps pictures for fewer days has them erased sooner', async () => {
  await db().organisation.create({ data: { id: 1, retentionDays: 7 } })
  const captureId = await sentDaysAgo(8)
  await eraseOldFrames()
  expect(await framesOf(captureId)).toBe(0)
})

it('a portal whose clock is ten days fast keeps no picture longer, and a slow one none shorter', async () => {
  for (const days of [10, -10]) {
    const captureId = await newCapture(ada)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 24 * 60 * 60_000 })
    expect((await enroll(ada, newForm(captureId), DEVICE)).ok).toBe(true)
    vi.useRealTimers()
    const { submittedAt } = await db().capture.findUniqueOrThrow({ where: { id: captureId } })
    expect(Math.abs(Date.now() - (submittedAt?.getTime() ?? 0))).toBeLessThan(60_000)
  }
})

it('a capture that misses a frame makes nothing', async () => {
  const asked = newForm(await newCapture(ada, [0, 1, 2]))
  expect(code(await enroll(ada, asked, DEVICE))).toBe('capture_incomplete')
  expect(await db().enrollee.count({ where: { userId: asked.userId } })).toBe(0)
  expect(await db().capture.count({ where: { id: asked.captureId, submittedAt: null } })).toBe(1)
})

it("another operator's capture looks like none, for frames and for jobs", async () => {
  const captureId = await newCapture(ada)
  expect(code(await storeFrame(ben, captureId, 1, await framePicture()))).toBe('capture_not_found')
  expect(code(await enroll(ben, newForm(captureId), DEVICE))).toBe('capture_not_found')
  expect(code(await enroll(ada, newForm(randomUUID()), DEVICE))).toBe('capture_not_found')
})

it('a frame may be sent again until the capture is submitted, and not after', async () => {
  const captureId = await newCapture(ada)
  expect(code(await storeFrame(ada, captureId, 3, await framePicture()))).toBe('ok')
  expect(await db().frame.count({ where: { captureId } })).toBe(8)
  await enroll(ada, newForm(captureId), DEVICE)
  expect(code(await storeFrame(ada, captureId, 3, await framePicture()))).toBe('capture_submitted')
})

it('a capture nobody submitted within an hour is erased, a submitted one stays', async () => {
  const [unused, used] = [await newCapture(ben, [0]), await newCapture(ben)]
  await enroll(ben, newForm(used), DEVICE)
  const age = (minutes: number) =>
    db().$executeRaw`UPDATE "Capture" SET "createdAt" = now() - make_interval(mins => ${minutes}::int)
                      WHERE id IN (${unused}::uuid, ${used}::uuid)`
  await age(59)
  expect(await wipeUnusedCaptures()).toBe(0)
  // A worker whose clock is wrong by hours erases nothing before its time.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60 * 60_000 })
  expect(await wipeUnusedCaptures()).toBe(0)
  vi.useRealTimers()
  await age(61)
  expect(await wipeUnusedCaptures()).toBe(1)
  expect(await db().frame.count({ where: { captureId: unused } })).toBe(0)
  expect(await db().frame.count({ where: { captureId: used } })).toBe(8)
})

it('an operator cannot pile up captures without end', async () => {
  const eve = await newOperator()
  const picture = await framePicture()
  const tries = Array.from({ length: 24 }, () => storeFrame(eve, randomUUID(), 0, picture))
  const codes = (await Promise.all(tries)).map(code)
  expect(codes.filter((value) => value === 'ok')).toHaveLength(20)
  expect(codes.filter((value) => value === 'too_many_captures')).toHaveLength(4)
})

it('a person’s first frame says that their link has moved: whoever follows it sees that pictures are on their way', async () => {
  const { token, linkId } = await newLink(ada)
  const visit = await agreedVisit(token)
  const heard: string[] = []
  const ready = vi.fn()
  const stop = listenFor('link', (id) => heard.push(id), { onGap: ready })
  await vi.waitFor(() => expect(ready).toHaveBeenCalled(), 15_000)
  expect(code(await storeFrame({ visitId: visit.id }, randomUUID(), 0, await framePicture()))).toBe('ok')
  await vi.waitFor(() => expect(heard).toContain(linkId), 15_000)
  expect((await db().visit.findUniqueOrThrow({ where: { id: visit.id } })).state).toBe('uploading')
  stop()
})
