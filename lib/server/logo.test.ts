import sharp from 'sharp'
import { expect, test } from 'vitest'
import { LOGO_BYTES_MAX } from '@/lib/domain/logo'
import { readLogo } from './logo'

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 11, g: 107, b: 93, alpha: 0.5 } } })

test.each(['png', 'webp', 'jpeg'] as const)(
  'a %s becomes a small PNG without what was beside its pixels',
  async (kind) => {
    const sent = await picture(600, 300)
      .withMetadata({ exif: { IFD0: { Copyright: 'secret', Artist: 'Wanjiru' } } })
      .toFormat(kind)
      .toBuffer()
    const read = await readLogo(sent)
    if (!read.ok) throw new Error(read.code)
    const { format, width, height, exif } = await sharp(read.logo.bytes).metadata()
    expect({ format, width, height, exif }).toEqual({ format: 'png', width: 256, height: 128, exif: undefined })
  },
)

test('a see-through logo stays see-through', async () => {
  const read = await readLogo(await picture(64, 64).png().toBuffer())
  expect(read.ok && (await sharp(read.logo.bytes).stats()).isOpaque).toBe(false)
})

test('what is no picture by its first bytes is refused, whatever it is called', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  for (const bytes of [svg, Buffer.from('GIF89a'), Buffer.from('')])
    expect(await readLogo(bytes)).toMatchObject({
      ok: false,
      code: 'not_a_picture',
      fields: { logo: expect.any(String) },
    })
})

test('a logo that is too large, too many pixels or cut off is refused', async () => {
  const whole = await picture(300, 300).png().toBuffer()
  expect(await readLogo(new Uint8Array(LOGO_BYTES_MAX + 1))).toMatchObject({ code: 'too_large' })
  expect(await readLogo(whole.subarray(0, whole.length / 2))).toMatchObject({ code: 'damaged' })
  const wide = await picture(5_000, 5_000).png({ compressionLevel: 9 }).toBuffer()
  expect(await readLogo(wide)).toMatchObject({ code: 'too_many_pixels' })
})
