import { type Refusal, refuse } from './outcome'

type PictureKind = 'jpeg' | 'png' | 'webp'

/** What a picture is by its first bytes. Names and Content-Type headers are claims; these bytes decide. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const begins = (at: number, ...values: number[]) => values.every((value, index) => bytes[at + index] === value)
  if (begins(0, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'webp'
  return null
}

const refusals = {
  empty: 'No picture arrived. Send it again.',
  not_a_picture: 'This is not a JPEG, PNG or WebP picture. Take the picture with the camera.',
  animated: 'This picture moves. Take a still one with the camera.',
  too_many_pixels: 'This picture has too many pixels. Choose a smaller camera size and take it again.',
  too_small: 'This picture is too small to recognise a face in. Choose a better camera and take it again.',
  damaged: 'This picture arrived damaged. Send it again; if that fails, take it again.',
  too_large: 'This picture is larger than 2 MB. Take it again.',
} as const

type PictureRefusal = keyof typeof refusals

/** A refused picture, in words for the person at the camera. */
export function refusePicture(code: PictureRefusal): Refusal {
  return refuse(code, refusals[code])
}
