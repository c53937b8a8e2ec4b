import { framePositions, LIVENESS_FRAMES, SELFIE_POSITION, SHOT_INTERVAL_MS } from '@/lib/domain/frame'
import type { Hint } from './capture-state'
import { newPicture } from './new-picture'
import { pause } from './pause'
import { jpegOf } from './shot'

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
  const encoding: Promise<Blob>[] = []
  const began = performance.now()
  let before: Uint8Array = new Uint8Array()
  for (const [at, position] of order.entries()) {
    await pause(began + at * SHOT_INTERVAL_MS - performance.now(), signal)
    const picture = await newPicture(video, position, before, signal)
    if (typeof picture === 'string') return { ok: false, hint: picture }
    before = picture.print
    encoding[position] = jpegOf(picture.canvas, picture.canvas)
    onShot(Math.min(at + 1, LIVENESS_FRAMES))
  }
  const frames = await Promise.all(encoding)
  signal.throwIfAborted()
  return frames.length === LIVENESS_FRAMES + 1 ? { ok: true, frames } : { ok: false, hint: 'frozen' }
}
