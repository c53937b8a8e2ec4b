import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** Chromium plays an .mjpeg, which is nothing but JPEGs one after the other, at this rate, for ever. */
const FRAMES_PER_SECOND = 30
/** How far the head sways, in pixels. No two frames of a burst are alike, as with a living person. */
const SWAY = 10

const faces = join(import.meta.dirname, 'faces', 'jpg')

type Person = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g'

/** What stands before the camera: a drawn person, who smiles or does something else, or what a capture must cope with. */
export type Scene =
  | Person
  | `${Person}-turns`
  | 'a-never-smiles'
  | 'a-light-comes'
  | 'a-leaves'
  | 'still-photograph'
  | 'two-people'
  | 'no-face'
  | 'dark'

/** Pictures one after the other, each for so many seconds. */
type Script = readonly (readonly [picture: string, seconds: number])[]

const scripts: Partial<Record<Scene, Script>> = {
  'a-never-smiles': [['a-neutral', 4]],
  'a-light-comes': [
    ['a-dark', 9],
    ['a-neutral', 3],
    ['a-smile', 3],
  ],
  // Never a smile, so that no burst is over before she goes; longer away than a burst waits for her.
  'a-leaves': [
    ['a-neutral', 20],
    ['no-face', 6],
  ],
  'still-photograph': [['a-smile', 4]],
  'two-people': [['two-people', 4]],
  'no-face': [['no-face', 4]],
  dark: [['a-dark', 4]],
}

function script(scene: Scene): Script {
  const [person] = scene
  const acts = scene.endsWith('-turns') ? 'left' : 'smile'
  return (
    scripts[scene] ?? [
      [`${person}-neutral`, 3],
      [`${person}-${acts}`, 2.5],
    ]
  )
}

/** The camera file of a scene. Made once per folder. */
export async function film(scene: Scene, folder: string): Promise<string> {
  const file = join(folder, `${scene}.mjpeg`)
  if (existsSync(file)) return file
  const frames: Buffer[] = []
  for (const [name, seconds] of script(scene)) {
    const picture = readFileSync(join(faces, `${name}.jpg`))
    const total = FRAMES_PER_SECOND * seconds
    for (let at = 0; at < total; at += 1) frames.push(await swayed(picture, at / total))
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
