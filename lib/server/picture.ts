import 'server-only'
import sharp from 'sharp'
import { FRAME_PIXELS_MAX, isLargeEnough, SELFIE_POSITION } from '@/lib/domain/frame'
import type { Outcome } from '@/lib/domain/outcome'
import { pictureKind, refusePicture } from '@/lib/domain/picture'

// One thread a picture: libuv's pool already runs four at once, and a burst of eight small frames
// gains nothing from more. The cache would keep faces in memory.
sharp.concurrency(1)
sharp.cache(false)

const SELFIE_QUALITY = 92
const LIVENESS_QUALITY = 85
const TIMEOUT_S = 5

/** A checked picture: a fresh baseline JPEG, upright, without any metadata. Sides in pixels. */
export type Picture = { jpeg: Uint8Array<ArrayBuffer>; width: number; height: number }

/**
 * Checks and re-encodes what a camera (or somebody pretending to be one) sent: kind by magic bytes,
 * size by header before anything is decoded, then a full re-encode, so that nothing but pixels is kept.
 * Sharp's default encoder, never mozjpeg: six times slower for bytes nobody misses.
 */
export async function readPicture(bytes: Uint8Array, position: number): Promise<Outcome<{ picture: Picture }>> {
  if (bytes.length === 0) return refusePicture('empty')
  if (!pictureKind(bytes)) return refusePicture('not_a_picture')
  try {
    // The header alone is read here; libvips decodes nothing until pixels are asked for.
    const { width, height, pages } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > FRAME_PIXELS_MAX) return refusePicture('too_many_pixels')
    if ((pages ?? 1) > 1) return refusePicture('animated')
    if (!isLargeEnough(position, width, height)) return refusePicture('too_small')
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: FRAME_PIXELS_MAX, autoOrient: true })
      .timeout({ seconds: TIMEOUT_S })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: position === SELFIE_POSITION ? SELFIE_QUALITY : LIVENESS_QUALITY })
      .toBuffer({ resolveWithObject: true })
    return { ok: true, picture: { jpeg: Uint8Array.from(data), width: info.width, height: info.height } }
  } catch {
    // Sharp throws one plain Error for everything, its time limit included.
    return refusePicture('damaged')
  }
}
