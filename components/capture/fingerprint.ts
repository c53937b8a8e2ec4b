/** A small grey copy of a frame, to tell black, frozen and repeated pictures from living ones. */
export const FINGERPRINT = { width: 64, height: 48 } as const

/** Below this mean brightness (0 to 255) the sensor sees nothing: a covered or captured camera, not a dark room. */
const BLACK_MEAN = 6

/** RGBA pixels to brightness, one byte each (ITU-R BT.601 weights). */
export function brightness(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4)
  for (let at = 0; at < grey.length; at++) {
    const [r = 0, g = 0, b = 0] = rgba.subarray(at * 4, at * 4 + 3)
    grey[at] = 0.299 * r + 0.587 * g + 0.114 * b
  }
  return grey
}

export function isBlack(grey: Uint8Array): boolean {
  return grey.reduce((sum, value) => sum + value, 0) / grey.length < BLACK_MEAN
}

/** A living sensor has noise: two pictures that agree in every value are one picture twice. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
