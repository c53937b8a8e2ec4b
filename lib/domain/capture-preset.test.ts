import { expect, test } from 'vitest'
import { capturePresets, presetNumbers } from './capture-preset'
import { selfieMinimum } from './frame'

test.each(capturePresets)('the oval of %s is a face’s: taller than wide, and inside of the preview', (preset) => {
  const { rx, ry } = presetNumbers[preset].oval
  expect(ry / rx).toBeGreaterThan(1.15)
  expect(ry / rx).toBeLessThan(1.4)
  expect(ry).toBeLessThan(49)
})

test.each(capturePresets)('a face that fills the oval of %s is at a distance that is taken', (preset) => {
  const { oval, faceHeight } = presetNumbers[preset]
  expect((2 * oval.ry) / 100).toBeGreaterThan(faceHeight.least)
  expect((2 * oval.ry) / 100 - 0.02).toBeLessThanOrEqual(faceHeight.most)
})

test('the further people stand, the smaller is the face that is taken, and never too small to be judged', () => {
  const { phone, desk, kiosk } = presetNumbers
  expect(phone.faceHeight.least).toBeGreaterThan(desk.faceHeight.least)
  expect(desk.faceHeight.least).toBeGreaterThan(kiosk.faceHeight.least)
  expect(kiosk.faceHeight.least * selfieMinimum.short).toBeGreaterThan(112)
})
