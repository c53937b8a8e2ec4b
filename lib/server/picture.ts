import 'server-only'
import sharp, { type OutputInfo } from 'sharp'
import { FRAME_PIXELS_MAX, isLargeEnough, SELFIE_POSITION } from '@/lib/domain/frame'
import type { Outcome, Refusal } from '@/lib/domain/outcome'
import { pictureKind, refusePicture } from '@/lib/domain/picture'
import { heavyWork } from './heavy-work'

// One thread a picture: heavyWork says how many there are at once, and a small frame gains nothing from more. The cache
// would keep faces in memory.
sharp.concurrency(1)
sharp.cache(false)

const SELFIE_QUALITY = 92
const LIVENESS_QUALITY = 85
const TIMEOUT_S = 5

/** A checked picture: a fresh baseline JPEG, upright, without any metadata. Sides in pixels. */
type Picture = { jpeg: Uint8Array<ArrayBuffer>; width: number; height: number }

/**
 * Checks and re-encodes what a camera (or somebody pretending to be one) sent: kind by magic bytes,
 * size by header before anything is decoded, then a full re-encode, so that nothing but pixels is kept.
 * Sharp's default encoder, never mozjpeg: six times slower for bytes nobody misses.
 */
export async function readPicture(bytes: Uint8Array, position: number): Promise<Outcome<{ picture: Picture }>> {
  if (bytes.length === 0) return refusePicture('empty')
  const kind = pictureKind(bytes)
  if (!kind) return refusePicture('not_a_picture')
  try {
    // A JPEG does not move, and what its header claims stops the decoder below: the camera's own pictures need
    // no look of their own at it, which would cost a tenth of a small frame's re-encode.
    const unfit = kind === 'jpeg' ? null : await unfitByHeader(bytes)
    if (unfit) return unfit
    const quality = position === SELFIE_POSITION ? SELFIE_QUALITY : LIVENESS_QUALITY
    const { data, info } = await heavyWork('picture', () => encodedAnew(bytes, quality))
    if (!isLargeEnough(position, info.width, info.height)) return refusePicture('too_small')
    return { ok: true, picture: { jpeg: new Uint8Array(data), width: info.width, height: info.height } }
  } catch {
    // Sharp throws one plain Error for everything, its pixel limit and its time limit included.
    return (await unfitByHeader(bytes)) ?? refusePicture('damaged')
  }
}

function encodedAnew(bytes: Uint8Array, quality: number): Promise<{ data: Buffer; info: OutputInfo }> {
  return sharp(bytes, { failOn: 'error', limitInputPixels: FRAME_PIXELS_MAX, autoOrient: true })
    .timeout({ seconds: TIMEOUT_S })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true })
}

/** What the header alone says against a picture; null: nothing. libvips decodes nothing until pixels are asked for. */
async function unfitByHeader(bytes: Uint8Array): Promise<Refusal | null> {
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (!header) return refusePicture('damaged')
  if (header.width * header.height > FRAME_PIXELS_MAX) return refusePicture('too_many_pixels')
  return (header.pages ?? 1) > 1 ? refusePicture('animated') : null
}
