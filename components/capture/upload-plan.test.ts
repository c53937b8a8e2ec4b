import fc from 'fast-check'
import { expect, test } from 'vitest'
import { framePositions, isLargeEnough } from '@/lib/domain/frame'
import { CAPTURE_BYTES_MAX, fitFrames, plannedQuality, plannedSize, uploadPlan } from './upload-plan'

const blob = (bytes: number) => new Blob([new Uint8Array(bytes)])
const capture = (selfie: number, liveness: number) => framePositions.map((at) => blob(at ? liveness : selfie))
const weight = (frames: readonly Blob[]) => frames.reduce((sum, { size }) => sum + size, 0)

test('a whole capture weighs 900 kB at most, and the slower the network the less', () => {
  const bytes = ['4g', '3g', '2g', 'slow-2g'].map((effectiveType) => uploadPlan({ effectiveType }).bytes)
  expect(bytes[0]).toBe(CAPTURE_BYTES_MAX)
  expect(bytes).toEqual([...bytes].sort((a, b) => b - a))
  expect(new Set(bytes).size).toBe(4)
  expect(uploadPlan(null).bytes).toBe(CAPTURE_BYTES_MAX)
  expect(uploadPlan({ effectiveType: '4g', saveData: true }).bytes).toBe(uploadPlan({ effectiveType: '2g' }).bytes)
})

test('a capture that is light enough is sent as it was taken', async () => {
  const frames = capture(300_000, 20_000)
  expect(await fitFrames(frames, uploadPlan(null), () => Promise.reject(new Error('not asked')))).toBe(frames)
})

test.each(['4g', '3g', '2g', 'slow-2g'])('on %s a heavy capture is made to fit', async (effectiveType) => {
  const plan = uploadPlan({ effectiveType })
  // Roughly what a JPEG does: its bytes follow its pixels and its quality.
  const encode = async (position: number, step: (typeof plan.steps)[number]) => {
    const { width, height } = plannedSize(
      position,
      position ? { width: 320, height: 240 } : { width: 1280, height: 720 },
      step,
    )
    return blob(Math.round(width * height * plannedQuality(position, step) ** 3 * 0.6))
  }
  expect(weight(await fitFrames(capture(1_500_000, 60_000), plan, encode))).toBeLessThanOrEqual(plan.bytes)
})

test('no step makes a picture smaller than the provider takes, larger than it was, or another shape', () => {
  const side = fc.integer({ min: 240, max: 4_000 })
  const step = fc.constantFrom(...uploadPlan(null).steps)
  fc.assert(
    fc.property(fc.constantFrom(...framePositions), side, side, step, (position, width, height, step) => {
      fc.pre(isLargeEnough(position, width, height))
      const size = plannedSize(position, { width, height }, step)
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
