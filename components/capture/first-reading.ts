import type { SeenFrame } from '@/lib/domain/face-frame'
import type { FaceDetector } from './face-detector'
import { nextFrame } from './next-frame'

/** A video that shows nothing for so many frames is none this browser can look at. */
const TRIES = 30

/** There is nothing to look at just now: a stream that begins or ends has no picture. The detector is well. */
export class NoPicture extends Error {}

/**
 * What is seen in a video as soon as it shows something: a stream just opened may say that it has data, and its first
 * picture cannot be taken yet. Rejects when the signal fires, when nothing comes, and when the detector is of no use.
 */
export async function firstReading(
  video: HTMLVideoElement,
  detector: FaceDetector,
  signal: AbortSignal,
): Promise<SeenFrame> {
  for (let tries = 1; ; tries++) {
    try {
      return await detector.detect(video, true)
    } catch (thrown) {
      if (!(thrown instanceof NoPicture) || tries === TRIES) throw thrown
      await nextFrame(video, signal)
    }
  }
}
