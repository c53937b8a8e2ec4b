import { framePositions, LIVENESS_FRAMES, SELFIE_POSITION, SHOT_INTERVAL_MS } from '@/lib/domain/frame'
import type { Hint } from './capture-state'
import { isBlack, isSame } from './fingerprint'
import { nextFrame } from './next-frame'
import { pause } from './pause'
import { fingerprint, shoot, shotSize } from './shot'

/** How long to wait for a picture that differs from the one before. */
const NEW_PICTURE_MS = 1_000

type Burst = { ok: true; frames: Blob[] } | { ok: false; hint: Hint }

/** The order of the shots: the liveness frames, then the selfie. */
const order = [...framePositions.filter((position) => position !== SELFIE_POSITION), SELFIE_POSITION]

/**
 * Takes the seven liveness frames and the selfie from a playing video. A black, frozen or repeated picture
 * spoils the burst and says why: repeated frames look like fraud to the provider.
 */
export async function takeBurst(
  video: HTMLVideoElement,
  onShot: (taken: number) => void,
  signal: AbortSignal,
): Promise<Burst> {
  const stream = { width: video.videoWidth, height: video.videoHeight }
  const encoding: Promise<Blob>[] = []
  const began = performance.now()
  let before = new Uint8Array()
  for (const [at, position] of order.entries()) {
    const size = shotSize(position, stream)
    if (!size) return { ok: false, hint: 'too_small' }
    await pause(began + at * SHOT_INTERVAL_MS - performance.now(), signal)
    const seen = await newPicture(video, before, signal)
    if (typeof seen === 'string') return { ok: false, hint: seen }
    before = seen
    encoding[position] = shoot(video, size)
    onShot(at + 1)
  }
  const frames = await Promise.all(encoding)
  signal.throwIfAborted()
  return frames.length === LIVENESS_FRAMES + 1 ? { ok: true, frames } : { ok: false, hint: 'frozen' }
}

async function newPicture(
  video: HTMLVideoElement,
  before: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | Hint> {
  const until = performance.now() + NEW_PICTURE_MS
  for (;;) {
    if (!(await nextFrame(video, signal))) return 'frozen'
    const seen = Uint8Array.from(fingerprint(video))
    if (isBlack(seen)) return 'black'
    if (!isSame(seen, before)) return seen
    if (performance.now() > until) return 'same'
  }
}
