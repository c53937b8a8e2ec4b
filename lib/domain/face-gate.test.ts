import { expect, test } from 'vitest'
import { frameWith, goodLight, restingFace } from '@/scripts/testing/example-readings'
import { capturePresets, presetNumbers } from './capture-preset'
import { frameReadingSchema, judgeReadings } from './face-gate'

const { frame } = frameWith()
const kept = frameReadingSchema.parse({ frame, faces: 1, face: restingFace, light: goodLight })

test('of a face nothing is kept that the gate does not judge by: neither mouth nor eyes', () => {
  const { box, yaw, pitch, roll } = restingFace
  expect(kept.face).toEqual({ box, yaw, pitch, roll })
})

test('what is kept is enough to pass, and to be sent back for how the head is held', () => {
  const turned = { ...kept, face: { ...restingFace, yaw: 30 } }
  expect(judgeReadings([kept, kept, kept], false)).toEqual([])
  expect(judgeReadings([turned, kept, kept], false)).toEqual(['turned'])
})

const landscape = { width: 1280, height: 720 }
const portrait = { width: 720, height: 1280 }

test.each(capturePresets)('a face as far or as near as %s takes it is at a distance that the gate takes', (preset) => {
  const { faceHeight, faceWidth } = presetNumbers[preset]
  const seen = (frame: typeof landscape, width: number, height: number) => {
    const face = { ...restingFace, box: { left: 0.2, top: 0.1, width, height } }
    return judgeReadings([{ ...kept, frame, face }, kept], false)
  }
  for (const height of [faceHeight.least, faceHeight.most]) expect(seen(landscape, height * 0.45, height)).toEqual([])
  for (const width of [faceWidth.least, faceWidth.most]) expect(seen(portrait, width, width * 0.75)).toEqual([])
})
