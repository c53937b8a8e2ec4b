import { expect, test } from 'vitest'
import type { CaptureStep } from './capture-state'
import { buzzOf, toneOf } from './tones'

const at = (left: number) => ({ box: { left, top: 0.2, width: 0.4, height: 0.5 } })

test('no face, a face in the wrong place and a face that is right are told apart by their pitch', () => {
  const pitches = [toneOf(null, false), toneOf(at(0.3), false), toneOf(at(0.3), true)].map(({ pitch }) => pitch)
  expect(pitches).toEqual([...new Set(pitches)].sort((a, b) => a - b))
  expect(pitches).toHaveLength(3)
})

test('a face is heard on the side on which the person has it, and in the middle when it is there', () => {
  expect(toneOf(at(0), false).pan).toBe(1)
  expect(toneOf(at(0.6), false).pan).toBe(-1)
  expect(toneOf(at(0.3), true).pan).toBeCloseTo(0)
  expect(toneOf(null, false).pan).toBe(0)
})

const felt: CaptureStep[] = ['counting', 'shooting', 'review']
const quiet: CaptureStep[] = ['primer', 'starting', 'live', 'blocked', 'sending', 'stalled', 'done']

test.each(felt)('%s is felt', (step) => expect(buzzOf(step)).toBeGreaterThan(0))
test.each(quiet)('%s is not', (step) => expect(buzzOf(step)).toBe(0))
