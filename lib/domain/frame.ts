/**
 * A capture is one selfie and seven liveness frames, as Smile ID's own web capture sends them
 * (@smileid/web-components 11.4.0: 350 ms apart, 7 liveness + 1 selfie, the selfie last).
 */
export const SELFIE_POSITION = 0
export const LIVENESS_FRAMES = 7
export const framePositions = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** Milliseconds between two shots of a burst. */
export const SHOT_INTERVAL_MS = 350

/** Smallest sides in pixels, either way up (web-components' canvas sizes). */
export const selfieMinimum = { short: 480, long: 640 } as const
export const livenessMinimum = { short: 240, long: 320 } as const

/** One frame's upload limit in bytes. */
export const FRAME_BYTES_MAX = 2_000_000

/** Decoded size limit in pixels, read from the header before anything is decoded. */
export const FRAME_PIXELS_MAX = 25_000_000

/** An unused capture is wiped after this long. */
export const CAPTURE_TTL_MS = 60 * 60 * 1000

/** Whether a picture at this position has the pixels that its kind needs at least, upright or lying. */
export function isLargeEnough(position: number, width: number, height: number): boolean {
  const least = position === SELFIE_POSITION ? selfieMinimum : livenessMinimum
  return Math.min(width, height) >= least.short && Math.max(width, height) >= least.long
}
