import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openFaceDetector } from './face-detector'
import type { FromDetector, ToDetector } from './face-messages'
import { NoPicture } from './first-reading'
import { pixelsIn } from './picture-pixels'

/** A worker that answers when the test says so. */
class SlowWorker {
  static latest: SlowWorker | undefined
  onmessage: ((event: { data: FromDetector }) => void) | undefined
  asked: ToDetector[] = []
  ended = false
  /** What it was given for good with its messages. */
  given: unknown[] = []
  static draws = true
  constructor() {
    SlowWorker.latest = this
  }
  postMessage(message: ToDetector, given: unknown[]) {
    this.asked.push(message)
    this.given.push(...given)
    if (message.kind === 'open') queueMicrotask(() => this.say({ kind: 'open', draws: SlowWorker.draws }))
  }
  /** Answers with a frame of this width, by which the test tells the answers apart. */
  see(width: number) {
    this.say({ kind: 'seen', ms: 1, reading: { frame: { width, height: 1 }, faces: [], light: null } })
  }
  say(data: FromDetector) {
    this.onmessage?.({ data })
  }
  terminate() {
    this.ended = true
  }
}

class Picture {
  close() {}
}
/** Pixels of this size, as a canvas gives them. */
class Pixels {
  data: Uint8ClampedArray
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(4 * width * height)
  }
}
/** A canvas, on the page or in a worker. */
class Canvas {
  constructor(
    public width = 0,
    public height = 0,
  ) {}
  getContext() {
    return { drawImage: () => {}, getImageData: (_x: number, _y: number, w: number, h: number) => new Pixels(w, h) }
  }
}
class Video {
  videoWidth = 640
  videoHeight = 480
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', SlowWorker)
  vi.stubGlobal('HTMLVideoElement', Video)
  vi.stubGlobal('ImageBitmap', Picture)
  vi.stubGlobal('ImageData', Pixels)
  vi.stubGlobal('OffscreenCanvas', Canvas)
  vi.stubGlobal('document', { createElement: () => new Canvas() })
  SlowWorker.draws = true
  vi.stubGlobal('createImageBitmap', async () => new Picture())
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function opened() {
  const detector = await openFaceDetector(() => {}, new AbortController().signal)
  const worker = SlowWorker.latest
  if (!worker) throw new Error('No worker was started')
  const look = () => detector.detect(new HTMLVideoElement(), true).then(({ frame }) => frame.width)
  return { worker, look, detections: () => worker.asked.filter(({ kind }) => kind === 'detect').length }
}

it('a picture shown while another is looked at waits, and each gets its own answer', async () => {
  const { worker, look, detections } = await opened()
  const first = look()
  const second = look()
  await vi.waitFor(() => expect(detections()).toBe(1))
  worker.see(1)
  expect(await first).toBe(1)
  await vi.waitFor(() => expect(detections()).toBe(2))
  worker.see(2)
  expect(await second).toBe(2)
})

it('a detector that does not answer is ended, and what waits for it fails at once', async () => {
  const { worker, look } = await opened()
  const outcomes = Promise.allSettled([look(), look()])
  await vi.advanceTimersByTimeAsync(5_000)
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(worker.ended).toBe(true)
})

it.each([true, false])(
  'a video that has no picture yet costs no detector: the next look is answered (draws: %s)',
  async (draws) => {
    SlowWorker.draws = draws
    const { worker, look, detections } = await opened()
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('No picture', 'InvalidStateError')))
    const drawn = vi.spyOn(Canvas.prototype, 'getContext').mockImplementation(() => {
      throw new DOMException('No picture', 'IndexSizeError')
    })
    await expect(look()).rejects.toThrow(NoPicture)
    expect(detections()).toBe(0)
    vi.stubGlobal('createImageBitmap', async () => new Picture())
    drawn.mockRestore()
    const seen = look()
    await vi.waitFor(() => expect(detections()).toBe(1))
    worker.see(1)
    expect(await seen).toBe(1)
    expect(worker.ended).toBe(false)
  },
)

it('a worker that cannot draw is given the pixels themselves, small and in the shape of the picture', async () => {
  SlowWorker.draws = false
  const { worker, look, detections } = await opened()
  const seen = look()
  await vi.waitFor(() => expect(detections()).toBe(1))
  const asked = worker.asked.at(-1)
  const picture = asked?.kind === 'detect' ? asked.picture : null
  expect(picture).toBeInstanceOf(Pixels)
  expect(picture).toMatchObject({ width: 480, height: 360 })
  expect(worker.given).toEqual([picture instanceof ImageData ? picture.data.buffer : null])
  worker.see(1)
  expect(await seen).toBe(1)
})

it('the worker takes pixels as they are, and lets go of a picture it has drawn', () => {
  const pixels = new ImageData(2, 1)
  expect(pixelsIn(pixels)).toBe(pixels)
  const picture = Object.assign(new ImageBitmap(), { width: 3, height: 2 })
  const close = vi.spyOn(picture, 'close')
  expect(pixelsIn(picture)).toMatchObject({ width: 3, height: 2 })
  expect(close).toHaveBeenCalledOnce()
})
