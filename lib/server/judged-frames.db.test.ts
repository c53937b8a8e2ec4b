import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { code, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { drawnCapture, drawnFace } from '@/scripts/testing/drawn-faces'
import { frameWith } from '@/scripts/testing/example-readings'
import { agreedVisit, newLink } from '@/scripts/testing/links'
import type { CaptureOwner } from './captures'
import { db } from './db'
import { enroll } from './enroll'
import { submitVisit } from './enroll-by-visit'
import { env } from './env'
import { storeFrame } from './frames'
import { framesFault, submitJudged } from './judged-frames'

/** Sees a face in every picture but an upright one, and lets a test do something while it looks. */
const engine = vi.hoisted(() => ({ whileJudging: async () => {} }))
vi.mock('./face-reader', () => ({
  readFaces: async (jpeg: Uint8Array) => {
    await engine.whileJudging()
    const { width, height } = await sharp(jpeg).metadata()
    const [face] = frameWith().faces
    const { light } = frameWith()
    const frame = { width, height }
    return {
      ok: true,
      reading: width < height ? { frame, faces: 0, face: null, light: null } : { frame, faces: 1, face, light },
    }
  },
}))

const faceless = drawnFace('a-portrait')
const better = drawnFace('a-halfsmile')

let op: Awaited<ReturnType<typeof newOperator>>
let close = async () => {}

beforeAll(async () => {
  close = (await testDatabase()).close
})
afterAll(() => close())
beforeEach(async () => {
  engine.whileJudging = async () => {}
  op = await newOperator()
})

/** A capture that nobody has looked at yet. */
async function unseenCapture(owner: CaptureOwner): Promise<string> {
  env().KIOO_FACE_GATE = 'off'
  const captureId = await drawnCapture(owner, 'a-neutral')
  env().KIOO_FACE_GATE = 'enforce'
  return captureId
}

/** Another selfie arrives once its capture is being judged. */
function replaceOnce(owner: CaptureOwner, captureId: string, selfie: Uint8Array<ArrayBuffer>): void {
  engine.whileJudging = async () => {
    engine.whileJudging = async () => {}
    await storeFrame(owner, captureId, 0, selfie)
  }
}

/** Submits a capture, with something that comes between its judgement and that. */
function submitAfter(captureId: string, between: () => Promise<unknown>) {
  return submitJudged(op, captureId, async (judged) => {
    await between()
    return (await db().$transaction((tx) => framesFault(tx, captureId, judged))) ?? { ok: true }
  })
}

test('a selfie that is put in the place of the one that was judged is judged too, and makes no job', async () => {
  const captureId = await unseenCapture(op)
  replaceOnce(op, captureId, faceless)
  expect(code(await enroll(op, newForm(captureId), 'test'))).toBe('face_no_face')
  expect(await db().job.count({ where: { captureId } })).toBe(0)
})

test('nor does it by a link', async () => {
  const visit = await agreedVisit((await newLink(op)).token)
  const captureId = await unseenCapture({ visitId: visit.id })
  replaceOnce({ visitId: visit.id }, captureId, faceless)
  expect(code(await submitVisit(visit, captureId))).toBe('face_no_face')
})

test('a picture that arrives once more while it is judged stops nobody', async () => {
  const captureId = await unseenCapture(op)
  replaceOnce(op, captureId, better)
  expect(code(await enroll(op, newForm(captureId), 'test'))).toBe('ok')
})

test('a capture whose pictures do not stop changing is asked to come again', async () => {
  const captureId = await unseenCapture(op)
  expect(code(await submitAfter(captureId, () => storeFrame(op, captureId, 0, better)))).toBe('frames_changed')
  expect(code(await submitAfter(captureId, async () => {}))).toBe('ok')
})

test('a frame that was missing when a capture was judged is not taken unseen', async () => {
  const captureId = await unseenCapture(op)
  await db().frame.deleteMany({ where: { captureId, position: 7 } })
  const arrives = () => storeFrame(op, captureId, 7, faceless)
  expect(code(await submitAfter(captureId, arrives))).toBe('face_left_burst')
})
