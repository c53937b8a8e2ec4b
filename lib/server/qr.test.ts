import sharp from 'sharp'
import { expect, test } from 'vitest'
import { QR_QUIET, qrSvg } from '@/lib/domain/qr'
import { qrPicture } from './qr'

const url = `http://localhost:3000/e/${'a'.repeat(43)}`

test('a code has its three corner marks where a scanner looks for them', async () => {
  const { size, path } = qrPicture(url)
  const side = size + 2 * QR_QUIET
  const { data } = await sharp(Buffer.from(qrSvg({ size, path })), { density: 72 })
    .resize(side, side, { kernel: 'nearest' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const dark = (x: number, y: number) => (data[(y + QR_QUIET) * side + x + QR_QUIET] ?? 255) < 128
  for (const [x, y] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const) {
    expect([dark(x, y), dark(x + 1, y + 1), dark(x + 3, y + 3), dark(x + 6, y + 6)]).toEqual([true, false, true, true])
  }
  expect(dark(size - 1 + QR_QUIET, size - 1 + QR_QUIET)).toBe(false)
})

test('the picture says nothing of the link in words', () => {
  expect(qrSvg(qrPicture(url))).not.toContain('localhost')
})
