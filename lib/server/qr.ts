import 'server-only'
import { create } from 'qrcode'
import type { QrPicture } from '@/lib/domain/qr'

/**
 * A QR code of a text, made here and drawn by the page: no picture of a token travels under an address of
 * its own. Level M survives a scratched screen and keeps the squares large.
 */
export function qrPicture(text: string): QrPicture {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const dark: [number, number, number][] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue
      const last = dark.at(-1)
      // Neighbours in one line become one bar: hairlines between squares confuse scanners.
      if (last && last[1] === y && last[0] + last[2] === x) last[2] += 1
      else dark.push([x, y, 1])
    }
  }
  return { size, path: dark.map(([x, y, wide]) => `M${x} ${y}h${wide}v1h-${wide}z`).join('') }
}
