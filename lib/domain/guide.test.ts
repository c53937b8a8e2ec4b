import { expect, test } from 'vitest'
import { frameWith, noFace, restingFace, smiling } from '@/scripts/testing/example-readings'
import { presetNumbers } from './capture-preset'
import type { SeenFrame } from './face-frame'
import { type Guide, hasLeft, newGuide, watch } from './guide'

const FRAME_MS = 100
const { phone } = presetNumbers

/** These frames, one every tenth of a second; every guide on the way. */
function way(...frames: SeenFrame[]): Guide[] {
  let guide = newGuide
  return frames.map((frame, at) => {
    guide = watch(guide, frame, phone, at * FRAME_MS)
    return guide
  })
}
const many = (frame: SeenFrame, count: number) => Array.from({ length: count }, () => frame)
const last = (...frames: SeenFrame[]) => way(...frames).at(-1)

test('five good frames in a row open the shutter, and four do not', () => {
  expect(last(...many(frameWith(), 4))?.ready).toBe(false)
  expect(last(...many(frameWith(), 5))?.ready).toBe(true)
  expect(last(...many(frameWith(), 4), frameWith({ yaw: 30 }), ...many(frameWith(), 4))?.ready).toBe(false)
})

test.each([
  ['no_face', noFace],
  ['too_far', frameWith({ box: { left: 0.42, top: 0.4, width: 0.16, height: 0.26 } })],
  ['off_left', frameWith({ box: { ...restingFace.box, left: 0.05 } })],
  ['turned', frameWith({ yaw: 22 })],
  ['tilted', frameWith({ roll: -26 })],
  ['chin', frameWith({ pitch: 20 })],
  ['blurred', frameWith({}, { sharpness: 4 })],
  ['smiling', frameWith(smiling)],
] as const)('%s is said, and keeps the shutter closed', (hint, frame) => {
  const guide = last(...many(frame, 20))
  expect(guide?.hint).toBe(hint)
  expect(guide?.ready).toBe(false)
})

test('closed eyes are judged by how open this person’s have been', () => {
  const guides = way(...many(frameWith({ eyesOpen: 0.2 }), 10), ...many(frameWith({ eyesOpen: 0.1 }), 4))
  expect(guides[9]?.ready).toBe(true)
  expect(guides.at(-1)?.hint).toBe('eyes_closed')
  expect(last(...many(frameWith({ eyesOpen: 0.1 }), 10))?.ready).toBe(true)
})

test.each([
  ['too_dark', frameWith({}, { mean: 25, contrast: 15, background: 60 })],
  ['too_bright', frameWith({}, { mean: 230, clipped: 0.7 })],
  ['several', { ...frameWith(), faces: [restingFace, { ...restingFace, box: { ...restingFace.box, left: 0.8 } }] }],
] satisfies [string, SeenFrame][])(
  '%s is advice: heard for three seconds, and then it is taken all the same',
  (hint, frame) => {
    const guides = way(...many(frame, 60))
    expect(guides.find(({ ready }) => ready)?.hint).toBe(hint)
    const [shown, opened] = [guides.findIndex((guide) => guide.hint === hint), guides.findIndex(({ ready }) => ready)]
    expect((opened - shown) * FRAME_MS).toBe(3_000)
  },
)

test('company is said before where to sit, and keeps the shutter closed while nobody is in the middle', () => {
  const aside = (left: number) => ({ ...restingFace, box: { ...restingFace.box, left } })
  const guide = last(...many({ ...frameWith(), faces: [aside(0.05), aside(0.6)] }, 60))
  expect(guide?.hint).toBe('several')
  expect(guide?.ready).toBe(false)
})

test('the light that comes on is not waited for', () => {
  const dark = frameWith({}, { mean: 25, contrast: 15 })
  expect(last(...many(dark, 10), ...many(frameWith(), 5))?.ready).toBe(true)
})

test('a hint stays for 600 ms at least, whatever the frames do', () => {
  const frames = Array.from({ length: 200 }, (_, at) => {
    const kinds = [noFace, frameWith({ yaw: 30 }), frameWith({ roll: 30 }), frameWith()]
    return kinds[Math.floor(at / 4) % kinds.length] ?? noFace
  })
  const changes = way(...frames).flatMap(({ hint }, at, all) => (at > 0 && hint !== all[at - 1]?.hint ? [at] : []))
  expect(changes.length).toBeGreaterThan(10)
  for (const [at, change] of changes.entries())
    if (at > 0) expect((change - (changes[at - 1] ?? 0)) * FRAME_MS).toBeGreaterThanOrEqual(600)
})

test('nothing is said of what was seen in two frames only', () => {
  const flicker = [...many(frameWith(), 20), noFace, noFace, ...many(frameWith(), 2)]
  expect(way(...flicker).every(({ hint }) => hint === null || hint === 'good')).toBe(true)
})

test('a person has left after three frames without a face, not after one', () => {
  expect(last(frameWith(), noFace)).toSatisfy((guide: Guide) => !hasLeft(guide))
  expect(last(frameWith(), noFace, noFace, noFace)).toSatisfy(hasLeft)
})
