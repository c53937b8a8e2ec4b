import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** Chromium plays an .mjpeg, which is nothing but JPEGs one after the other, at this rate, for ever. */
const FRAMES_PER_SECOND = 30
const SECONDS = 4
/** How far the head sways, in pixels. No two frames of a burst are alike, as with a living person. */
const SWAY = 10

const faces = join(import.meta.dirname, 'faces', 'jpg')

/** What stands before the camera: a drawn person, or something a capture must cope with. */
export type Scene = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'two-people' | 'no-face' | 'dark'

function keyFrames(scene: Scene): string[] {
  if (scene === 'dark') return ['a-dark']
  if (scene === 'two-people' || scene === 'no-face') return [scene]
  return [`${scene}-neutral`, `${scene}-smile`]
}

/** The camera file of a scene: neutral for half of the time, smiling for the other. Made once per folder. */
export async function film(scene: Scene, folder: string): Promise<string> {
  const file = join(folder, `${scene}.mjpeg`)
  if (existsSync(file)) return file
  const pictures = keyFrames(scene).map((name) => readFileSync(join(faces, `${name}.jpg`)))
  const total = FRAMES_PER_SECOND * SECONDS
  const frames: Buffer[] = []
  for (let at = 0; at < total; at += 1) {
    const picture = pictures[Math.floor((at * pictures.length) / total)]
    if (picture) frames.push(await swayed(picture, at / total))
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.half`, Buffer.concat(frames))
  renameSync(`${file}.half`, file)
  return file
}

/** The picture, moved a little along a path that closes after one round (0 to 1). */
async function swayed(picture: Buffer, round: number): Promise<Buffer> {
  const { width = 640, height = 480 } = await sharp(picture).metadata()
  const angle = round * 2 * Math.PI
  return sharp(picture)
    .resize(width + 2 * SWAY, height + 2 * SWAY, { kernel: 'nearest' })
    .extract({
      left: Math.round(SWAY + SWAY * Math.sin(angle)),
      top: Math.round(SWAY + SWAY * 0.6 * Math.sin(2 * angle + 1)),
      width,
      height,
    })
    .jpeg({ quality: 85 })
    .toBuffer()
}
