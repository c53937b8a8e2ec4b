import { afterEach, expect, test, vi } from 'vitest'
import { LIVENESS_FRAMES, SELFIE_POSITION } from '@/lib/domain/frame'
import { takeBurst } from './burst'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

let grey = 40
class Canvas {
  width = 0
  height = 0
  getContext() {
    const getImageData = (_x: number, _y: number, width: number, height: number) => ({
      data: new Uint8ClampedArray(4 * width * height).fill(grey++),
    })
    return { drawImage: () => {}, getImageData }
  }
  toBlob(done: (jpeg: Blob) => void) {
    done(new Blob([`${this.width} × ${this.height}`]))
  }
}
class Video {
  videoWidth = 1280
  videoHeight = 720
  requestVideoFrameCallback(tell: () => void) {
    queueMicrotask(tell)
  }
}

test('a phone that is turned while the pictures are taken squeezes none of them', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('HTMLVideoElement', Video)
  vi.stubGlobal('document', { createElement: () => new Canvas() })
  const video = new HTMLVideoElement()
  const turn = (taken: number) => {
    if (taken === 3) Object.assign(video, { videoWidth: 720, videoHeight: 1280 })
  }
  const taking = takeBurst(video, turn, new AbortController().signal)
  await vi.runAllTimersAsync()
  const burst = await taking
  const shapes = burst.ok ? await Promise.all(burst.frames.map((frame) => frame.text())) : []
  expect(shapes).toHaveLength(LIVENESS_FRAMES + 1)
  expect(shapes.slice(1)).toEqual([...Array<string>(3).fill('427 × 240'), ...Array<string>(4).fill('240 × 427')])
  expect(shapes[SELFIE_POSITION]).toBe('720 × 1280')
})
