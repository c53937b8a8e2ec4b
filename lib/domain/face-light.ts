import type { FaceBox, FrameSize } from './face'

/** The side of the square grey copy of the face's box that light and sharpness are measured on, in pixels. */
export const FACE_COPY = 160

/** Brightness is 0 (black) to 255 (white). */
export type FaceLight = {
  /** The face's mean brightness. */
  mean: number
  /** The share of the face's pixels that are nearly white, 0 to 1: there, the skin is not to be seen. */
  clipped: number
  /** How much one half of the face is brighter than the other, as a share of the mean of both. */
  imbalance: number
  /** The standard deviation of the face's brightness: how well its features stand out. */
  contrast: number
  /** The mean brightness of what is round the face. */
  background: number
  /** The strength of fine edges, set against the strength of all of them (see `sharpness`). */
  sharpness: number
}

/** Above this a pixel is as good as white. */
const NEARLY_WHITE = 235

/**
 * Measures the light on a face.
 * @param face a grey copy of the face's box, FACE_COPY by FACE_COPY, one byte a pixel, row by row
 * @param background the mean brightness of what is round the face (`backgroundOf`)
 */
export function measureLight(face: Uint8Array, background: number): FaceLight {
  const half = FACE_COPY / 2
  let [sum, squares, left, white] = [0, 0, 0, 0]
  for (let at = 0; at < face.length; at++) {
    const value = face[at] ?? 0
    sum += value
    squares += value * value
    if (at % FACE_COPY < half) left += value
    if (value > NEARLY_WHITE) white += 1
  }
  const mean = sum / face.length
  const variance = squares / face.length - mean * mean
  return {
    mean,
    clipped: white / face.length,
    imbalance: sum ? Math.abs(2 * left - sum) / (sum / 2) : 0,
    contrast: Math.sqrt(Math.max(0, variance)),
    background,
    sharpness: variance > 0 ? (laplacianVariance(face) / variance) * 1_000 : 0,
  }
}

/**
 * The variance of the picture's second derivative. Divided by the variance of brightness it does not depend on
 * how much light or contrast there is, so a dark face is not taken for a blurred one.
 */
function laplacianVariance(face: Uint8Array): number {
  let [sum, squares, count] = [0, 0, 0]
  for (let y = 1; y < FACE_COPY - 1; y++) {
    for (let x = 1; x < FACE_COPY - 1; x++) {
      const at = y * FACE_COPY + x
      const [here = 0, west = 0, east = 0] = [face[at], face[at - 1], face[at + 1]]
      const [north = 0, south = 0] = [face[at - FACE_COPY], face[at + FACE_COPY]]
      const value = west + east + north + south - 4 * here
      sum += value
      squares += value * value
      count += 1
    }
  }
  const mean = sum / count
  return squares / count - mean * mean
}

/** The mean brightness round the face, on a small grey copy of the whole frame; of the frame when the face fills it. */
export function backgroundOf(frame: Uint8Array, size: FrameSize, box: FaceBox): number {
  let [around, count, all] = [0, 0, 0]
  for (let at = 0; at < frame.length; at++) {
    const value = frame[at] ?? 0
    const x = ((at % size.width) + 0.5) / size.width
    const y = (Math.floor(at / size.width) + 0.5) / size.height
    all += value
    if (x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height) continue
    around += value
    count += 1
  }
  return count ? around / count : all / frame.length
}

/** RGBA pixels to brightness, one byte each (ITU-R BT.601 weights). */
export function brightness(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4)
  for (let at = 0, from = 0; at < grey.length; at++, from += 4)
    grey[at] = 0.299 * (rgba[from] ?? 0) + 0.587 * (rgba[from + 1] ?? 0) + 0.114 * (rgba[from + 2] ?? 0)
  return grey
}
