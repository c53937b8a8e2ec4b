import sharp from 'sharp'

/** What must not survive of a picture, wherever it was hidden. */
export const MARKER = 'planted-marker-51.5007N'

const noisy = (width = 640, height = 480) =>
  sharp({
    create: { width, height, channels: 3, background: '#876', noise: { type: 'gaussian', mean: 120, sigma: 20 } },
  })

const flat = (width: number, height: number, background = { r: 136, g: 119, b: 102 }) =>
  sharp({ create: { width, height, channels: 3, background } })

/** A segment of a JPEG: its marker, its length, its content. */
function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** The segments behind a JPEG's first marker, before everything a decoder wants. */
function withSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
}

/** The size in a JPEG's frame header, both sides the same. */
function claiming(jpeg: Buffer, side: number): Buffer {
  const changed = Buffer.from(jpeg)
  const at = changed.indexOf(Buffer.from([0xff, 0xc0]))
  changed.writeUInt16BE(side, at + 5)
  changed.writeUInt16BE(side, at + 7)
  return changed
}

/** An EXIF block whose directory's next directory is itself. */
function circularExif(): Buffer {
  const tiff = Buffer.alloc(14)
  tiff.write('II*\0', 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt32LE(8, 10)
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}

type Hostile = { name: string; bytes: Buffer; code: string }

/** Pictures that are refused, each with the code of its refusal. All are small enough to be sent. */
export async function refusedPictures(): Promise<Hostile[]> {
  const jpeg = await noisy().jpeg().toBuffer()
  const png = await flat(640, 480).png().toBuffer()
  const hugePng = Buffer.from(png)
  hugePng.writeUInt32BE(65_535, 16)
  hugePng.writeUInt32BE(65_535, 20)
  const shades = Array.from({ length: 60 }, (_, shade) => ({ r: shade * 4, g: 99, b: 99 }))
  const frames = await Promise.all(shades.map((shade) => flat(640, 480, shade).png({ compressionLevel: 1 }).toBuffer()))
  const moving = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
  const text = (name: string, content: string, code = 'not_a_picture') => ({
    name,
    bytes: Buffer.from(content, 'latin1'),
    code,
  })
  return [
    text('SVG', `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>${MARKER}</text></svg>`),
    text(
      'SVG in an XML file',
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>`,
    ),
    text('HEIC', '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic'),
    text('AVIF', '\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1'),
    text('GIF that is a script', 'GIF89a/*\x01\x00*/=1;alert(1)'),
    text('PDF', '%PDF-1.7\n'),
    text('program', 'MZ\x90\x00\x03\x00\x00\x00'),
    text('archive', 'PK\x03\x04\x14\x00\x00\x00'),
    text('TIFF', 'II*\x00\x08\x00\x00\x00'),
    text('web page', `<!doctype html><script>${MARKER}</script>`),
    text('JPEG of three bytes', '\xff\xd8\xff', 'damaged'),
    { name: 'half a JPEG', bytes: jpeg.subarray(0, jpeg.length / 2), code: 'damaged' },
    { name: 'JPEG without its last lines', bytes: jpeg.subarray(0, jpeg.length - 400), code: 'damaged' },
    { name: 'half a PNG', bytes: png.subarray(0, png.length / 2), code: 'damaged' },
    { name: 'JPEG that claims 60,000 by 60,000', bytes: claiming(jpeg, 60_000), code: 'too_many_pixels' },
    { name: 'JPEG that claims 65,535 by 65,535', bytes: claiming(jpeg, 65_535), code: 'damaged' },
    { name: 'PNG that claims 65,535 by 65,535', bytes: hugePng, code: 'too_many_pixels' },
    {
      name: 'PNG that unpacks to 64 million pixels',
      bytes: await flat(8_000, 8_000).png({ compressionLevel: 1 }).toBuffer(),
      code: 'too_many_pixels',
    },
    {
      name: 'JPEG that unpacks to 36 million pixels',
      bytes: await flat(6_000, 6_000).jpeg({ quality: 1 }).toBuffer(),
      code: 'too_many_pixels',
    },
    { name: 'WebP of sixty frames', bytes: moving, code: 'animated' },
    { name: 'selfie one pixel too narrow', bytes: await noisy(639, 480).jpeg().toBuffer(), code: 'too_small' },
    { name: 'one pixel', bytes: await flat(1, 1).png().toBuffer(), code: 'too_small' },
    { name: 'thread of 16,000 by 1', bytes: await flat(16_000, 1).png().toBuffer(), code: 'too_small' },
  ]
}

/** Pictures that are pictures, and something else besides: they are taken, and the rest of them is not. */
export async function polyglots(): Promise<{ name: string; bytes: Buffer }[]> {
  const jpeg = await noisy().jpeg().toBuffer()
  const note = Buffer.from(MARKER)
  const page = Buffer.from(`<script>${MARKER}</script>`)
  const filled = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), note, Buffer.alloc(65_000, 0x41)])
  const icc = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), note, Buffer.alloc(60_000, 0x42)])
  return [
    { name: 'JPEG with a web page behind it', bytes: Buffer.concat([jpeg, page]) },
    { name: 'JPEG with an archive behind it', bytes: Buffer.concat([jpeg, Buffer.from('PK\x03\x04', 'latin1'), note]) },
    { name: 'JPEG with a script in a comment', bytes: withSegments(jpeg, segment(0xfe, page)) },
    {
      name: 'JPEG with a megabyte of EXIF',
      bytes: withSegments(jpeg, ...Array.from({ length: 16 }, () => segment(0xe1, filled))),
    },
    { name: 'JPEG whose EXIF runs in a circle', bytes: withSegments(jpeg, circularExif(), segment(0xfe, note)) },
    { name: 'JPEG with a profile that is none', bytes: withSegments(jpeg, segment(0xe2, icc)) },
    { name: 'PNG with a text behind it', bytes: Buffer.concat([await noisy().png().toBuffer(), page]) },
  ]
}
