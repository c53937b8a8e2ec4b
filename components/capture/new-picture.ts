import type { Hint } from './capture-state'
import { isBlack, isSame } from './fingerprint'
import { nextFrame } from './next-frame'
import { fingerprint, grab, shotSize } from './shot'

/** How long to wait for a picture that differs from the one before. */
const NEW_PICTURE_MS = 1_000

type Picture = { canvas: HTMLCanvasElement; print: Uint8Array }

/**
 * The video's next picture, as large as this position wants it, in the shape that the video has by then: a phone may be
 * turned meanwhile. A black, frozen, repeated or too small one is none: what is wrong is said instead.
 */
export async function newPicture(
  video: HTMLVideoElement,
  position: number,
  before: Uint8Array,
  signal: AbortSignal,
): Promise<Picture | Hint> {
  const until = performance.now() + NEW_PICTURE_MS
  for (;;) {
    if (!(await nextFrame(video, signal))) return 'frozen'
    const size = shotSize(position, { width: video.videoWidth, height: video.videoHeight })
    if (!size) return 'too_small'
    const canvas = grab(video, size)
    const print = Uint8Array.from(fingerprint(canvas))
    if (isBlack(print)) return 'black'
    if (!isSame(print, before)) return { canvas, print }
    if (performance.now() > until) return 'same'
  }
}
