import { z } from 'zod'
import { capturePresets, presetNumbers } from './capture-preset'
import type { FaceReading, FrameSize } from './face'
import { type FaceFault, faceSize, lightFault, poseFault, sharpnessFault } from './face-checks'
import { SELFIE_POSITION } from './frame'
import { type GateFault, gateFaults } from './gate-fault'

const share = z.number()

/** What the server saw in one frame: no more than it is judged by. Kept as JSON, so that it is read back through this. */
export const frameReadingSchema = z.object({
  /** The picture's sides in pixels. */
  frame: z.object({ width: z.number(), height: z.number() }),
  /** How many faces the detector is sure of. */
  faces: z.number().int().min(0),
  /** The nearest of them: where it is, and how it is held (face.ts). */
  face: z
    .object({
      box: z.object({ left: share, top: share, width: share, height: share }),
      yaw: z.number(),
      pitch: z.number(),
      roll: z.number(),
    })
    .nullable(),
  light: z
    .object({
      mean: z.number(),
      clipped: z.number(),
      imbalance: z.number(),
      contrast: z.number(),
      background: z.number(),
      sharpness: z.number(),
    })
    .nullable(),
})

export type FrameReading = z.infer<typeof frameReadingSchema>

/** Kept with the capture: what was found, whether that stops it, and whether anybody could look. */
export const gateResultSchema = z.object({
  mode: z.enum(['enforce', 'advise']),
  faults: z.array(z.enum(gateFaults)),
  /** False: the engine did not run or had too much to do, so the capture went on unseen. */
  looked: z.boolean(),
})
export type GateResult = z.infer<typeof gateResultSchema>

/**
 * Everything wrong with a capture. The selfie must show one face, straight, lit and sharp; every other frame a face.
 * Side light is not on the list: its limit is a guess, and no reason to send anybody back.
 * @param readings by position; @param still whether all liveness frames show the very same picture
 */
export function judgeReadings(readings: readonly FrameReading[], still: boolean): GateFault[] {
  const selfie = readings[SELFIE_POSITION]
  const burst = readings.filter((_, position) => position !== SELFIE_POSITION)
  const found = new Set<FaceFault | GateFault | null>(selfie ? selfieFaults(selfie) : ['no_face'])
  if (burst.some(({ faces }) => faces === 0)) found.add('left_burst')
  if (still) found.add('still')
  return gateFaults.filter((fault) => found.has(fault))
}

function selfieFaults({ faces, face, light, frame }: FrameReading): (FaceFault | null)[] {
  if (!face || !light) return ['no_face']
  if (faces > 1) return ['several']
  return [sizeFault(face, frame), poseFault(face), lightFault(light), sharpnessFault(light)]
}

/**
 * A face narrower than this many pixels has too little to compare. A kiosk's farthest face in a camera of 1280 by
 * 720 has 130; one that is far in the smallest selfie we take, 115.
 */
const FACE_WIDTH_MIN = 120

/** The server does not know who held the camera how, so the loosest of the presets' limits is its own. */
function sizeFault(face: Pick<FaceReading, 'box'>, frame: FrameSize): FaceFault | null {
  const { size, range } = faceSize(face, frame)
  const ranges = capturePresets.map((preset) => presetNumbers[preset][range])
  const least = Math.min(...ranges.map((range) => range.least))
  if (size < least || face.box.width * frame.width < FACE_WIDTH_MIN) return 'too_far'
  return size > Math.max(...ranges.map(({ most }) => most)) ? 'too_near' : null
}
