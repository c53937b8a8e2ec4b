import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import sharp from 'sharp'
import { framePositions, SELFIE_POSITION } from '@/lib/domain/frame'

// In the order of a capture: the selfie, then a face that blinks and begins to smile.
const faces = ['neutral', 'neutral', 'blink', 'neutral', 'left', 'halfsmile', 'smile', 'smile']

/** What a 1280×720 camera's capture is made of: the selfie whole, liveness frames at their smallest size. */
const selfieSize = { width: 1280, height: 720 }
const livenessSize = { width: 427, height: 240 }
const BROWSER_QUALITY = 92
/** Grey levels of noise, as an office webcam has it; a drawn face without it would be an easy picture. */
const SENSOR_NOISE = 6

/** The eight JPEGs of one capture, as the browser would send them. */
export function captureFrames(): Promise<Uint8Array<ArrayBuffer>[]> {
  return Promise.all(
    framePositions.map(async (position) => {
      const size = position === SELFIE_POSITION ? selfieSize : livenessSize
      const file = resolve(import.meta.dirname, `../e2e/faces/jpg/a-${faces[position]}.jpg`)
      const noise = await sharp({
        create: {
          ...size,
          channels: 3,
          background: '#808080',
          noise: { type: 'gaussian', mean: 128, sigma: SENSOR_NOISE },
        },
      })
        .png()
        .toBuffer()
      const jpeg = await sharp(readFileSync(file))
        .resize({ ...size, fit: 'cover' })
        .composite([{ input: noise, blend: 'soft-light' }])
        .jpeg({ quality: BROWSER_QUALITY })
        .toBuffer()
      return Uint8Array.from(jpeg)
    }),
  )
}
