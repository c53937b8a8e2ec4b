import { readFileSync } from 'node:fs'
import sharp from 'sharp'

/** In the order of a capture: the selfie, then a face that blinks and begins to smile. */
const faces = ['neutral', 'neutral', 'blink', 'neutral', 'left', 'halfsmile', 'smile', 'smile']
/** Small: it is the bookkeeping that is on trial, not the pictures. */
export const SIDE = 96

let drawn: Promise<Uint8Array[]> | undefined

/** The eight frames of one capture, the same for every job. */
export function smallFrames(): Promise<Uint8Array[]> {
  drawn ??= Promise.all(
    faces.map((name) =>
      sharp(readFileSync(new URL(`../e2e/faces/jpg/a-${name}.jpg`, import.meta.url)))
        .resize(SIDE, SIDE, { fit: 'cover' })
        .jpeg()
        .toBuffer(),
    ),
  )
  return drawn
}
