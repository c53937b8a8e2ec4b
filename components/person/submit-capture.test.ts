import { afterEach, expect, test, vi } from 'vitest'
import { submitCapture } from './submit-capture'
import { catalogues } from './words'

const { problem, faces } = catalogues.en
const words = { ...problem, faces }
const guidance = { how: 'unguided', cue: null, faces: null, why: 'slow' } as const
const captured = { captureId: '0199a0b4-0000-7000-8000-000000000000', guidance }

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Submits to a portal that answers like this, and says how often it was asked. */
async function submitted(status: number, code: string) {
  vi.useFakeTimers()
  const fetch = vi.fn(async () => Response.json({ code }, { status }))
  vi.stubGlobal('fetch', fetch)
  const outcome = submitCapture(captured, words, new AbortController().signal)
  await vi.runAllTimersAsync()
  return { outcome: await outcome, asked: fetch.mock.calls.length }
}

test('a picture that could not be checked is said to be so, and is sent again only by hand', async () => {
  const { outcome, asked } = await submitted(503, 'face_unchecked')
  expect(outcome).toEqual({ again: true, byHand: true, message: problem.unchecked })
  expect(asked).toBe(1)
})

test('while many pictures are being checked, a capture comes again by itself', async () => {
  expect((await submitted(503, 'face_busy')).asked).toBe(4)
})

test('pictures that were looked at and sent back are not sent again', async () => {
  const { outcome, asked } = await submitted(422, 'face_too_dark')
  expect([outcome, asked]).toEqual([{ again: false, message: faces.too_dark }, 1])
})
