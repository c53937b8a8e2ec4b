import sharp from 'sharp'
import type { Package } from './package'
import type { Look, Seen } from './sight'

/** What the pictures of a package show: can they be decoded, is anything on them, do the frames differ, is a face there. */
export type Findings =
  | { kind: 'zip corrupt' }
  | { kind: 'data invalid' }
  | {
      kind: 'pictures'
      selfieBlank: boolean
      livenessCount: number
      livenessBlank: boolean
      /** Two or more frames, and no difference between any of them: one still picture sent many times. */
      livenessFrozen: boolean
      /** null: nobody looked for faces. */
      selfie: Seen | null
      /** The first or the last frame shows no face. */
      livenessWithoutFace: boolean
    }

const maxPixels = 25_000_000
/** Frames are compared as small greyscale pictures: JPEG noise averages out, a moving face does not. */
const side = 48
/** Grey levels of 255. A lens cap or a white wall stays below 4; a dark, low-contrast face is well above. */
const blankDeviation = 4
/**
 * The largest difference, in grey levels, that any pixel may show between frames that are called the same. Measured:
 * the same picture compressed anew differs by 2, a face that blinks or begins to smile by more than 20.
 */
const frozenDifference = 4

/** `look` finds faces; null: pictures are taken as they come. */
export async function examine(parts: Package, look: Look | null): Promise<Findings> {
  if (!parts.ok) return { kind: parts.fault === 'zip corrupt' ? 'zip corrupt' : 'data invalid' }
  const selfie = await thumbnail(parts.selfie)
  if (!selfie) return { kind: 'data invalid' }
  const liveness: Uint8Array[] = []
  for (const frame of parts.liveness) {
    const small = await thumbnail(frame)
    if (!small) return { kind: 'data invalid' }
    liveness.push(small)
  }
  const [first, ...others] = liveness
  const ends = [parts.liveness.at(0), parts.liveness.at(-1)].filter((frame) => frame !== undefined)
  // One after the other: all pictures of all jobs share one thread, and the selfie decides most.
  const seen = look && (await look(parts.selfie, true))
  const seenEnds = look && (await Promise.all(ends.map((frame) => look(frame, false))))
  return {
    selfie: seen,
    livenessWithoutFace: seenEnds?.some((end) => end?.face === 'none') ?? false,
    kind: 'pictures',
    selfieBlank: isBlank(selfie),
    livenessCount: liveness.length,
    livenessBlank: liveness.length > 0 && liveness.every(isBlank),
    livenessFrozen: first !== undefined && others.length > 0 && others.every((other) => isSame(first, other)),
  }
}

/** undefined: not a JPEG or PNG that can be decoded to its end. */
async function thumbnail(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const image = sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels })
    const { format } = await image.metadata()
    if (format !== 'jpeg' && format !== 'png') return undefined
    return await image.flatten().resize(side, side, { fit: 'fill' }).greyscale().raw().toBuffer()
  } catch {
    return undefined
  }
}

function isBlank(pixels: Uint8Array): boolean {
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length
  const variance = pixels.reduce((sum, pixel) => sum + (pixel - mean) ** 2, 0) / pixels.length
  return Math.sqrt(variance) < blankDeviation
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((pixel, index) => Math.abs(pixel - (b[index] ?? 0)) <= frozenDifference)
}
