import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { type FoundFace, lastingEngine, type Pixels } from './sight-engine'

/**
 * What the sandbox makes of a picture. A stand-in, not biometrics: good enough to try a portal out with, and to tell
 * the drawn people of the tests apart. Never a reason to trust or to doubt anybody.
 */
export type Seen =
  | { face: 'none' }
  /** Several people, or one too small, dark, bright or blurred. */
  | { face: 'poor' }
  | { face: 'fit'; descriptor: readonly number[] }

/** null: nothing could be seen, because the thread that finds faces does not run here or failed at this picture. */
export type Look = (picture: Uint8Array, describe: boolean) => Promise<Seen | null>

/** Larger pictures are made smaller first: the models see 256 and 224 pixels anyway. */
const longestSide = 640
const smallestFace = 80
/** Light and sharpness are measured on a grey copy of the face of this many pixels a side. */
const patchSide = 160
/** Grey levels of 255. A dark skin in good light has 61 to 72, so nothing stricter would be fair. */
const darkestMean = 40
const brightLevel = 235
const brightShare = 0.5
/** Variance of the Laplacian over that of the light, times 1000. Measured: sharp faces 29 and more, blurred below 4. */
const leastSharpness = 8
/** Pictures whose finding is kept, so that a test's or a demonstration's own few cost nothing again. */
const keptFindings = 512

/** One thread for the whole process, started when the first picture is looked at. */
const find = lastingEngine()
const findings = new Map<string, Promise<Seen | null>>()
let saidBlind = false

export const look: Look = (picture, describe) => {
  const name = `${describe} ${createHash('sha256').update(picture).digest('hex')}`
  const known = findings.get(name)
  if (known) return known
  const finding = see(picture, describe).catch((error: unknown) => {
    // Nothing was found out about this picture: when it comes again, it is looked at again.
    findings.delete(name)
    return blind(error)
  })
  findings.set(name, finding)
  const oldest = findings.keys().next().value
  if (findings.size > keptFindings && oldest !== undefined) findings.delete(oldest)
  return finding
}

/** A stand-in without eyes still stands in: jobs go on as if sight were switched off, and the log says so once, until it sees. */
function blind(error: unknown): null {
  if (!saidBlind)
    console.error(`Sandbox: faces cannot be found here: ${error instanceof Error ? error.message : 'unknown'}`)
  saidBlind = true
  return null
}

async function see(picture: Uint8Array, describe: boolean): Promise<Seen> {
  const { data, info } = await sharp(picture)
    .autoOrient()
    .flatten()
    .toColourspace('srgb')
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = { data, width: info.width, height: info.height }
  const [face, ...others] = await find(pixels, describe)
  saidBlind = false
  if (!face) return { face: 'none' }
  if (others.length > 0 || face.width < smallestFace || !(await isClear(pixels, face))) return { face: 'poor' }
  return { face: 'fit', descriptor: face.descriptor }
}

async function isClear({ data, width, height }: Pixels, face: FoundFace): Promise<boolean> {
  const left = Math.max(0, Math.round(face.left))
  const top = Math.max(0, Math.round(face.top))
  const patch = await sharp(data, { raw: { width, height, channels: 3 } })
    .extract({
      left,
      top,
      width: Math.min(width - left, Math.round(face.width)),
      height: Math.min(height - top, Math.round(face.height)),
    })
    .resize(patchSide, patchSide, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
  const bright = patch.filter((level) => level > brightLevel).length / patch.length
  return mean(patch) >= darkestMean && bright < brightShare && sharpness(patch) >= leastSharpness
}

function sharpness(patch: Uint8Array): number {
  const edges: number[] = []
  const at = (x: number, y: number) => patch[y * patchSide + x] ?? 0
  for (let y = 1; y < patchSide - 1; y += 1)
    for (let x = 1; x < patchSide - 1; x += 1)
      edges.push(at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y))
  return (variance(edges) / Math.max(1, variance(patch))) * 1000
}

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

function variance(values: ArrayLike<number>): number {
  const middle = mean(values)
  return mean(Array.from(values, (value) => (value - middle) ** 2))
}
