import type { FaceBox, FrameSize } from './face'

/** The side of the square grey copy of the face's box that light and sharpness are measured on, in pixels. */
const FACE_COPY = 160

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
function measureLight(face: Uint8Array, background: number): FaceLight {
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
function backgroundOf(frame: Uint8Array, size: FrameSize, box: FaceBox): number {
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

/** Pixels row by row: 3 bytes each (RGB) or 4 (RGBA). */
export type Pixels = FrameSize & { data: Uint8Array | Uint8ClampedArray; channels: 3 | 4 }

/**
 * A grey copy of a part of a picture, in a size of its own. Larger parts are averaged, so that no edges appear which
 * the picture does not have; smaller ones are interpolated. The same code runs in browser and server: two ways of
 * shrinking would be two measures of sharpness.
 */
function greyCopy(pixels: Pixels, box: FaceBox, size: FrameSize): Uint8Array {
  const grey = new Uint8Array(size.width * size.height)
  const [left, top] = [box.left * pixels.width, box.top * pixels.height]
  const [stepX, stepY] = [(box.width * pixels.width) / size.width, (box.height * pixels.height) / size.height]
  const [reachX, reachY] = [Math.max(stepX, 1) / 2, Math.max(stepY, 1) / 2]
  for (let y = 0; y < size.height; y++) {
    const rows = span(top + (y + 0.5) * stepY, reachY, pixels.height)
    for (let x = 0; x < size.width; x++) {
      const columns = span(left + (x + 0.5) * stepX, reachX, pixels.width)
      grey[y * size.width + x] = meanOf(pixels, columns, rows)
    }
  }
  return grey
}

/** The pixels from `from` to `to`, both counted by their share; the first and the last are only touched. */
type Span = { from: number; to: number; first: number; last: number }

function span(middle: number, reach: number, limit: number): Span {
  const [from, to] = [middle - reach, middle + reach]
  const [first, last] = [Math.floor(from), Math.ceil(to) - 1]
  return {
    from: Math.min(Math.max(first, 0), limit - 1),
    to: Math.min(Math.max(last, 0), limit - 1),
    first: 1 - (from - first),
    last: 1 - (last + 1 - to),
  }
}

function meanOf({ data, width, channels }: Pixels, columns: Span, rows: Span): number {
  let [sum, weights] = [0, 0]
  for (let y = rows.from; y <= rows.to; y++) {
    const down = y === rows.from ? rows.first : y === rows.to ? rows.last : 1
    for (let x = columns.from; x <= columns.to; x++) {
      const weight = down * (x === columns.from ? columns.first : x === columns.to ? columns.last : 1)
      const at = (y * width + x) * channels
      // ITU-R BT.601: how bright each colour is to the eye.
      sum += weight * (0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0))
      weights += weight
    }
  }
  return weights ? sum / weights : 0
}

/** Wide enough to tell a window from a wall. */
const SURROUNDINGS = { width: 32, height: 24 } as const
const WHOLE: FaceBox = { left: 0, top: 0, width: 1, height: 1 }

/** The light on a face in a picture. */
export function lightOn(pixels: Pixels, box: FaceBox): FaceLight {
  const face = greyCopy(pixels, box, { width: FACE_COPY, height: FACE_COPY })
  return measureLight(face, backgroundOf(greyCopy(pixels, WHOLE, SURROUNDINGS), SURROUNDINGS, box))
}
