import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { code, newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { db } from './db'
import { enroll } from './enroll'
import { env } from './env'

type Why = 'busy' | 'unread' | 'unavailable'
const engine = vi.hoisted((): { why: Why } => ({ why: 'busy' }))
vi.mock('./face-reader', () => ({ readFaces: async () => ({ ok: false, why: engine.why }) }))

let close = async () => {}

beforeAll(async () => {
  close = (await testDatabase()).close
})
afterAll(() => close())

async function submitted(mode: 'enforce' | 'advise', why: Why) {
  env().KIOO_FACE_GATE = mode
  engine.why = why
  const op = await newOperator()
  const captureId = await newCapture(op)
  const outcome = await enroll(op, newForm(captureId), 'test')
  const { gate } = await db().capture.findUniqueOrThrow({ where: { id: captureId }, select: { gate: true } })
  return { code: code(outcome), gate }
}

test('with too many pictures waiting, a capture is asked to come again, and nothing of it is lost', async () => {
  expect(await submitted('enforce', 'busy')).toEqual({ code: 'face_busy', gate: null })
})

test('where only advice is given, nobody waits for it', async () => {
  expect(await submitted('advise', 'busy')).toMatchObject({ code: 'ok', gate: { looked: false } })
})

test('a capture of which a picture could not be looked at is sent back under enforcement, and only noted as advice', async () => {
  expect(await submitted('enforce', 'unread')).toEqual({ code: 'face_unchecked', gate: null })
  expect(await submitted('advise', 'unread')).toMatchObject({ code: 'ok', gate: { looked: false } })
})

test('an engine that does not run stops nobody, and the capture says that nobody looked', async () => {
  const unseen = { mode: 'enforce', faults: [], looked: false }
  expect(await submitted('enforce', 'unavailable')).toEqual({ code: 'ok', gate: unseen })
})
