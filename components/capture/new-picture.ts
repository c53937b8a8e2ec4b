import type { Hint } from './capture-state'
import { isBlack, isSame } from './fingerprint'
import { nextFrame } from './next-frame'
import { fingerprint, grab, type Size } from './shot'

/** How long to wait for a picture that differs from the one before. */
const NEW_PICTURE_MS = 1_000

type Picture = { canvas: HTMLCanvasElement; print: Uint8Array }

/** The video's next picture, in this size. A black, frozen or repeated one is none: what is wrong is said instead. */
export async function newPicture(
  video: HTMLVideoElement,
  size: Size,
  before: Uint8Array,
  signal: AbortSignal,
): Promise<Picture | Hint> {
  const until = performance.now() + NEW_PICTURE_MS
  for (;;) {
    if (!(await nextFrame(video, signal))) return 'frozen'
    const canvas = grab(video, size)
    const print = Uint8Array.from(fingerprint(canvas))
    if (isBlack(print)) return 'black'
    if (!isSame(print, before)) return { canvas, print }
    if (performance.now() > until) return 'same'
  }
}
