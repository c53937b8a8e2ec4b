import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'

/** A drawn face from the journeys' own pictures. */
export function face(name: string): Uint8Array {
  return readFileSync(new URL(`../../e2e/faces/jpg/${name}.jpg`, import.meta.url))
}

export function blank(): Promise<Uint8Array> {
  return sharp({ create: { width: 320, height: 240, channels: 3, background: '#b4aaa0' } })
    .jpeg()
    .toBuffer()
}

export const livenessNames = ['a-neutral', 'a-halfsmile', 'a-blink', 'a-smile']

type Entry = { image_type_id: number | string; image?: string; file_name?: string }

/** A zip as clients send it: info.json and files at the root. */
export function zipOf(images: Entry[], files: Record<string, Uint8Array> = {}): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync({ 'info.json': strToU8(JSON.stringify({ images })), ...files }, { level: 0 }))
}

/** A selfie as a file and liveness frames as base64; by default all of one moving person. */
export function goodZip(selfie = 'a-neutral', frames = livenessNames): Uint8Array<ArrayBuffer> {
  const liveness = frames.map((name) => ({ image_type_id: 6, image: base64(face(name)), file_name: '' }))
  return zipOf([{ image_type_id: 0, file_name: 'selfie.jpg', image: '' }, ...liveness], {
    'selfie.jpg': face(selfie),
  })
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
