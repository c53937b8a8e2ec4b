import 'server-only'
import sharp from 'sharp'
import { LOGO_BYTES_MAX, LOGO_TOO_LARGE } from '@/lib/domain/logo'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { pictureKind } from '@/lib/domain/picture'
import { heavyWork } from './heavy-work'

/** Pixels. A logo is shown at 36 px; this is enough for any screen, and for a decoder's patience. */
const SIDE = 256
const PIXELS_MAX = 16_000_000
const TIMEOUT_S = 5

export type Logo = { bytes: Uint8Array<ArrayBuffer>; type: 'image/png' }

/**
 * Checks and re-encodes a logo: kind by its first bytes (never SVG, which can run scripts), then drawn anew
 * as a small PNG, so that nothing but pixels is kept or served.
 */
export async function readLogo(bytes: Uint8Array): Promise<Outcome<{ logo: Logo }>> {
  if (bytes.length > LOGO_BYTES_MAX) return refused('too_large', LOGO_TOO_LARGE)
  if (!pictureKind(bytes)) return refused('not_a_picture', 'Choose a PNG, JPEG or WebP picture.')
  try {
    const { width, height, pages } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > PIXELS_MAX) return refused('too_many_pixels', 'The logo has too many pixels. Save it smaller.')
    if ((pages ?? 1) > 1) return refused('animated', 'The logo moves. Choose a still picture.')
    const png = await heavyWork('picture', () => drawnAnew(bytes))
    return { ok: true, logo: { bytes: Uint8Array.from(png), type: 'image/png' } }
  } catch {
    // Sharp throws one plain Error for everything, its time limit included.
    return refused('damaged', 'The picture could not be read. Save it again as PNG and choose that file.')
  }
}

function drawnAnew(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { failOn: 'error', limitInputPixels: PIXELS_MAX, autoOrient: true })
    .timeout({ seconds: TIMEOUT_S })
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .png()
    .toBuffer()
}

const refused = (code: string, message: string) => refuse(code, message, { logo: message })
