import fc from 'fast-check'
import { expect, test } from 'vitest'
import { framePositions, isLargeEnough } from '@/lib/domain/frame'
import { brightness, isBlack, isSame } from './fingerprint'
import { shotSize } from './shot'

test('a usual stream gives a full selfie and small liveness frames', () => {
  expect(shotSize(0, { width: 1280, height: 720 })).toEqual({ width: 1280, height: 720 })
  expect(shotSize(1, { width: 1280, height: 720 })).toEqual({ width: 427, height: 240 })
  expect(shotSize(0, { width: 480, height: 640 })).toEqual({ width: 480, height: 640 })
  expect(shotSize(7, { width: 480, height: 640 })).toEqual({ width: 240, height: 320 })
  expect(shotSize(0, { width: 3840, height: 2160 })).toEqual({ width: 1280, height: 720 })
})

test('a stream below the minimum is refused, not blown up', () => {
  expect(shotSize(0, { width: 320, height: 240 })).toBeNull()
  expect(shotSize(1, { width: 0, height: 0 })).toBeNull()
})

test('whatever the stream, a shot is large enough, never larger than the stream, and in its shape', () => {
  const side = fc.integer({ min: 1, max: 5000 })
  fc.assert(
    fc.property(fc.constantFrom(...framePositions), side, side, (position, width, height) => {
      const size = shotSize(position, { width, height })
      if (!size) return !isLargeEnough(position, width, height)
      const skew = Math.abs(size.width * height - size.height * width)
      return (
        isLargeEnough(position, size.width, size.height) &&
        size.width <= width &&
        size.height <= height &&
        skew <= Math.max(width, height)
      )
    }),
  )
})

test('black is told from a dark room, and one picture twice from two', () => {
  const grey = (value: number) => brightness(new Uint8ClampedArray(64 * 4).fill(value))
  expect(isBlack(grey(2))).toBe(true)
  expect(isBlack(grey(25))).toBe(false)
  expect(isSame(grey(90), grey(90))).toBe(true)
  const noisy = grey(90)
  noisy[7] = 91
  expect(isSame(grey(90), noisy)).toBe(false)
})
