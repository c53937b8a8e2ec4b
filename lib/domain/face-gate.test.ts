import { expect, test } from 'vitest'
import { frameWith, goodLight, restingFace } from './example-readings'
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
