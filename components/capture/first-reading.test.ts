import { expect, it, vi } from 'vitest'
import { firstReading, NoPicture } from './first-reading'

class Video {
  frames = 0
  requestVideoFrameCallback(tell: () => void) {
    this.frames += 1
    queueMicrotask(tell)
  }
}
vi.stubGlobal('HTMLVideoElement', Video)

const SEEN = { frame: { width: 480, height: 360 }, faces: [], light: null }

/** A detector that finds no picture so many times. */
function detector(empty: number, then: () => Promise<typeof SEEN> = async () => SEEN) {
  let looks = 0
  const detect = async () => {
    looks += 1
    if (looks <= empty) throw new NoPicture('There is no picture just now')
    return then()
  }
  return { detect, close: vi.fn(), looks: () => looks }
}
const going = () => new AbortController().signal

it('a stream that has no picture yet is looked at again with its next frame, and the detector is kept', async () => {
  const video = new HTMLVideoElement()
  const eyes = detector(3)
  expect(await firstReading(video, eyes, going())).toBe(SEEN)
  expect(eyes.looks()).toBe(4)
  expect(video).toMatchObject({ frames: 3 })
  expect(eyes.close).not.toHaveBeenCalled()
})

it('a video that never shows anything is given up, and so is a detector that fails', async () => {
  const blind = detector(Number.POSITIVE_INFINITY)
  await expect(firstReading(new HTMLVideoElement(), blind, going())).rejects.toThrow(NoPicture)
  expect(blind.looks()).toBe(30)
  const broken = detector(0, () => Promise.reject(new Error('The detector does not answer')))
  await expect(firstReading(new HTMLVideoElement(), broken, going())).rejects.toThrow('does not answer')
  expect(broken.looks()).toBe(1)
})

it('nobody waits for a picture once the camera is off', async () => {
  const off = new AbortController()
  off.abort()
  const eyes = detector(5)
  await expect(firstReading(new HTMLVideoElement(), eyes, off.signal)).rejects.toThrow()
  expect(eyes.looks()).toBe(1)
})
