import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { gateResultSchema } from '@/lib/domain/face-gate'
import { framePositions } from '@/lib/domain/frame'
import { code, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { drawnCapture, drawnFace } from '@/scripts/testing/drawn-faces'
import { db } from './db'
import { enroll } from './enroll'
import { env } from './env'
import { judgeCapture } from './face-gate'
import { readFaces } from './face-reader'
import { storeFrame } from './frames'

const comparing = vi.hoisted(() => vi.fn())
vi.mock('./still', async (original) => {
  const { isStill } = await original<typeof import('./still')>()
  return { isStill: comparing.mockImplementation(isStill) }
})

// Each capture is eight pictures, and the engine's models are loaded first.
vi.setConfig({ testTimeout: 90_000 })

let op: Awaited<ReturnType<typeof newOperator>>
let close = async () => {}

beforeAll(async () => {
  close = (await testDatabase()).close
  // The engine starts before anybody's patience is measured.
  expect(await readFaces(drawnFace('no-face'))).toMatchObject({ ok: true })
}, 120_000)
afterAll(() => close())

beforeEach(async () => {
  env().KIOO_FACE_GATE = 'enforce'
  op = await newOperator()
})

const gateOf = async (id: string) =>
  gateResultSchema.parse((await db().capture.findUniqueOrThrow({ where: { id }, select: { gate: true } })).gate)

test('a capture of a face becomes a job, with what was seen kept beside it', async () => {
  const captureId = await drawnCapture(op, 'a-neutral')
  expect(code(await enroll(op, newForm(captureId), 'test'))).toBe('ok')
  expect(await gateOf(captureId)).toEqual({ mode: 'enforce', faults: [], looked: true })
  expect(await db().frameReading.count({ where: { captureId } })).toBe(framePositions.length)
})

test('a dark selfie is refused before there is a job, and the same form goes through with a better one', async () => {
  const captureId = await drawnCapture(op, 'a-dark')
  const form = newForm(captureId)
  expect(await enroll(op, form, 'test')).toMatchObject({
    code: 'face_too_dark',
    message: expect.stringContaining('Turn towards the light'),
  })
  expect(await db().job.count({ where: { captureId } })).toBe(0)
  expect(await gateOf(captureId)).toMatchObject({ faults: ['too_dark'] })
  // Another picture at the same place: what was seen in the first is not believed of the second.
  await storeFrame(op, captureId, 0, drawnFace('a-neutral'))
  expect(code(await enroll(op, form, 'test'))).toBe('ok')
  expect(await gateOf(captureId)).toMatchObject({ faults: [] })
})

test('a frame without a face is refused, and so is one picture sent seven times', async () => {
  const left = await drawnCapture(op, 'a-neutral', ['a-neutral', 'no-face', 'a-smile'])
  expect(code(await enroll(op, newForm(left), 'test'))).toBe('face_left_burst')
  const still = await drawnCapture(op, 'a-neutral', ['a-neutral'])
  expect(code(await enroll(op, newForm(still), 'test'))).toBe('face_still')
})

test('the same pictures are looked at once, however often they are submitted, at once or later', async () => {
  const captureId = await drawnCapture(op, 'a-dark')
  comparing.mockClear()
  const atOnce = await Promise.all(Array.from({ length: 10 }, () => judgeCapture(op, captureId)))
  expect([...new Set(atOnce.map(code))]).toEqual(['face_too_dark'])
  expect(code(await judgeCapture(op, captureId))).toBe('face_too_dark')
  expect(comparing).toHaveBeenCalledOnce()
  // Nobody else is told what was seen.
  expect(code(await judgeCapture(await newOperator(), captureId))).toBe('ok')
  await storeFrame(op, captureId, 0, drawnFace('a-neutral'))
  expect(code(await judgeCapture(op, captureId))).toBe('ok')
  expect(comparing).toHaveBeenCalledTimes(2)
})

test('advising stops nobody, and notes what it saw', async () => {
  env().KIOO_FACE_GATE = 'advise'
  const captureId = await drawnCapture(op, 'two-people')
  expect(code(await enroll(op, newForm(captureId), 'test'))).toBe('ok')
  expect(await gateOf(captureId)).toEqual({ mode: 'advise', faults: ['several'], looked: true })
})

test('switched off, nothing is looked at', async () => {
  env().KIOO_FACE_GATE = 'off'
  const captureId = await drawnCapture(op, 'no-face')
  expect(code(await enroll(op, newForm(captureId), 'test'))).toBe('ok')
  expect(await db().frameReading.count({ where: { captureId } })).toBe(0)
})

test("somebody else's capture, and one that is not complete, are for the submission to refuse", async () => {
  const captureId = await drawnCapture(op, 'no-face')
  expect(code(await judgeCapture({ id: randomUUID() }, captureId))).toBe('ok')
  expect(code(await enroll(await newOperator(), newForm(captureId), 'test'))).toBe('capture_not_found')
})
