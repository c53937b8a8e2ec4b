import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readPicture } from './picture'

const MARKER = 'planted-marker-51.5007N'
const plain = (width = 640, height = 480) =>
  sharp({
    create: { width, height, channels: 3, background: '#8a6f5a', noise: { type: 'gaussian', mean: 120, sigma: 20 } },
  })
const jpeg = (width?: number, height?: number) => plain(width, height).jpeg().toBuffer()

async function codeOf(bytes: Uint8Array, position = 0): Promise<string> {
  const outcome = await readPicture(bytes, position)
  return outcome.ok ? 'ok' : outcome.code
}

test.each(['jpeg', 'png', 'webp'] as const)('a %s becomes a baseline JPEG of the same size', async (kind) => {
  const outcome = await readPicture(await plain().toFormat(kind).toBuffer(), 0)
  expect(outcome).toMatchObject({ ok: true, picture: { width: 640, height: 480 } })
  if (!outcome.ok) return
  const kept = await sharp(outcome.picture.jpeg).metadata()
  expect(kept).toMatchObject({ format: 'jpeg', isProgressive: false, space: 'srgb' })
})

test('EXIF, GPS, XMP and ICC are gone and the orientation is applied', async () => {
  const tagged = await plain()
    .withMetadata({ orientation: 6 })
    .withExif({ IFD0: { Copyright: MARKER }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><r>${MARKER}</r></x:xmpmeta>`)
    .jpeg()
    .toBuffer()
  expect(tagged.includes(MARKER)).toBe(true)
  const outcome = await readPicture(tagged, 0)
  expect(outcome).toMatchObject({ ok: true, picture: { width: 480, height: 640 } })
  if (!outcome.ok) return
  const kept = await sharp(outcome.picture.jpeg).metadata()
  expect([kept.exif, kept.xmp, kept.icc, kept.iptc, kept.orientation]).toEqual(Array(5).fill(undefined))
  expect(Buffer.from(outcome.picture.jpeg).includes(MARKER)).toBe(false)
})

test('what is glued behind a JPEG does not survive', async () => {
  const outcome = await readPicture(Buffer.concat([await jpeg(), Buffer.from(`<script>${MARKER}</script>`)]), 0)
  expect(outcome.ok && Buffer.from(outcome.picture.jpeg).includes(MARKER)).toBe(false)
  expect(outcome.ok).toBe(true)
})

test('a truncated JPEG is refused as damaged', async () => {
  const whole = await jpeg()
  expect(await codeOf(whole.subarray(0, whole.length / 2))).toBe('damaged')
  expect(await codeOf(whole.subarray(0, 20))).toBe('damaged')
})

test.each([
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"/>'],
  ['GIF', 'GIF89a\x80\x02\xe0\x01\x00\x00\x00'],
  ['PDF', '%PDF-1.7\n'],
  ['HEIC', '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic'],
  ['HTML', '<!doctype html><script>1</script>'],
  ['ZIP', 'PK\x03\x04'],
])('%s is not a picture here', async (_, text) => {
  expect(await codeOf(Buffer.from(text, 'latin1'))).toBe('not_a_picture')
})

test('nothing at all is refused', async () => expect(await codeOf(new Uint8Array())).toBe('empty'))

test('a header that claims billions of pixels is refused before anything is decoded', async () => {
  const bomb = Buffer.from(await jpeg())
  const start = bomb.indexOf(Buffer.from([0xff, 0xc0]))
  bomb.writeUInt32BE(0xea60ea60, start + 5) // 60,000 by 60,000
  expect(await codeOf(bomb)).toBe('too_many_pixels')
  bomb.fill(0xff, start + 5, start + 9) // 65,535 by 65,535: more than any decoder takes
  expect(await codeOf(bomb)).toBe('damaged')
})

test('a moving WebP is refused', async () => {
  const frames = await Promise.all([jpeg(), plain().negate().jpeg().toBuffer()])
  const moving = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
  expect(await codeOf(moving)).toBe('animated')
})

test('a selfie needs 480 by 640 either way up, a liveness frame 240 by 320', async () => {
  expect(await codeOf(await jpeg(640, 480))).toBe('ok')
  expect(await codeOf(await jpeg(480, 640))).toBe('ok')
  expect(await codeOf(await jpeg(639, 480))).toBe('too_small')
  expect(await codeOf(await jpeg(320, 240), 1)).toBe('ok')
  expect(await codeOf(await jpeg(320, 239), 1)).toBe('too_small')
})

test('a transparent picture gets a white ground, not a black one', async () => {
  const clear = sharp({ create: { width: 640, height: 480, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
  const outcome = await readPicture(await clear.png().toBuffer(), 0)
  if (!outcome.ok) throw new Error(outcome.code)
  const { channels } = await sharp(outcome.picture.jpeg).stats()
  expect(channels.map(({ mean }) => Math.round(mean))).toEqual([255, 255, 255])
})
