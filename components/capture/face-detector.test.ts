import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openFaceDetector } from './face-detector'
import type { FromDetector, ToDetector } from './face-messages'

/** A worker that answers when the test says so. */
class SlowWorker {
  static latest: SlowWorker | undefined
  onmessage: ((event: { data: FromDetector }) => void) | undefined
  asked: ToDetector[] = []
  ended = false
  constructor() {
    SlowWorker.latest = this
  }
  postMessage(message: ToDetector) {
    this.asked.push(message)
    if (message.kind === 'open') queueMicrotask(() => this.say({ kind: 'open', draws: true }))
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

class Picture {}
class Video {
  videoWidth = 640
  videoHeight = 480
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', SlowWorker)
  vi.stubGlobal('HTMLVideoElement', Video)
  vi.stubGlobal('ImageBitmap', Picture)
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
