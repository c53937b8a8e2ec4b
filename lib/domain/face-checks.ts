import type { PresetNumbers } from './capture-preset'
import type { FaceReading, FrameSize } from './face'
import type { FaceLight } from './face-light'

/** What can be wrong with a face in a frame, each a thing to say to the person. */
export type FaceFault =
  | 'no_face'
  | 'several'
  | 'too_far'
  | 'too_near'
  | 'off_left'
  | 'off_right'
  | 'off_up'
  | 'off_down'
  | 'turned'
  | 'chin'
  | 'tilted'
  | 'too_dark'
  | 'too_bright'
  | 'side_light'
  | 'back_light'
  | 'blurred'
  | 'eyes_closed'

/** A detector surer than this has found a face. Drawn and real faces read 0.62 (nearly black) to 0.95. */
export const SCORE_MIN = 0.5

/** Where the face's middle should be, in shares of the frame; how far off it may be is the preset's. */
const CENTRE = { x: 0.5, y: 0.52 } as const

/** Degrees. Upright faces read a pitch of 0 to +9, a face turned by 28 degrees reads a yaw of 22. */
const YAW_MAX = 14
const ROLL_MAX = 15
const PITCH = { min: -12, max: 15 } as const

/**
 * The face's mean brightness (0 to 255) below which it may be too dark. A dark-skinned face in good light reads 61
 * to 72, a light one at a quarter of the light 39: a higher limit would be unfair.
 */
const DARK_MEAN = 40
/**
 * The contrast (standard deviation of brightness) from which a face's features stand out, however dark its skin:
 * dark-skinned faces in good light read 33 and more, a face in the dark 15. Above it no face is called dark.
 */
const CONTRAST_MIN = 25
/** The share of white pixels from which the light eats the face: good pictures have 0.15 at most, washed-out ones 0.7. */
const WHITE_SHARE = 0.5
/** How much brighter one half may be. Evenly lit faces read up to 0.24; from here it is a guess, and only advice. */
const IMBALANCE_MAX = 0.35
/** A background this much brighter than a face without contrast, and this bright, is a window or a lamp behind it. */
const BACK_LIGHT = { times: 2.5, from: 170 } as const

/** Sharp faces read 29 and more, blurred ones 10 and less. In the dark, noise reads as sharpness: check light first. */
const SHARPNESS_MIN = 8

/** Eyes less open than this share of the person's own median are closed. No absolute limit is fair to narrow eyes. */
const EYES_SHARE = 0.6

/** How large a face is in its frame, and which of a preset's ranges that is held to: in a portrait picture its width. */
export function faceSize({ box }: Pick<FaceReading, 'box'>, frame: FrameSize) {
  return frame.height > frame.width
    ? ({ size: box.width, range: 'faceWidth' } as const)
    : ({ size: box.height, range: 'faceHeight' } as const)
}

/** Whether the face is too far or too near for this way of using a camera. */
export function distanceFault(face: FaceReading, frame: FrameSize, limits: PresetNumbers): FaceFault | null {
  const { size, range } = faceSize(face, frame)
  const { least, most } = limits[range]
  return size < least ? 'too_far' : size > most ? 'too_near' : null
}

/** Whether the face is off the middle, in the frame's own directions: a mirrored preview shows left as right. */
export function centreFault({ box }: FaceReading, { offCentre }: PresetNumbers): FaceFault | null {
  const x = box.left + box.width / 2 - CENTRE.x
  const y = box.top + box.height / 2 - CENTRE.y
  if (Math.abs(x) > offCentre.x) return x < 0 ? 'off_left' : 'off_right'
  if (Math.abs(y) > offCentre.y) return y < 0 ? 'off_up' : 'off_down'
  return null
}

/** Whether the face looks straight into the camera. */
export function poseFault({ yaw, pitch, roll }: Pick<FaceReading, 'yaw' | 'pitch' | 'roll'>): FaceFault | null {
  if (Math.abs(yaw) > YAW_MAX) return 'turned'
  if (Math.abs(roll) > ROLL_MAX) return 'tilted'
  return pitch < PITCH.min || pitch > PITCH.max ? 'chin' : null
}

/**
 * What is wrong with the light. Advice at the camera: a room's light is not always the person's to change. The server's
 * gate judges by it.
 */
export function lightFault({ mean, clipped, imbalance, contrast, background }: FaceLight): FaceFault | null {
  const flat = contrast < CONTRAST_MIN
  if (flat && background >= BACK_LIGHT.from && background > BACK_LIGHT.times * mean) return 'back_light'
  if (flat && mean < DARK_MEAN) return 'too_dark'
  if (clipped >= WHITE_SHARE) return 'too_bright'
  return imbalance > IMBALANCE_MAX ? 'side_light' : null
}

/** Whether the face is blurred. A dark face is never called so: what is measured there is noise. */
export function sharpnessFault({ mean, sharpness }: FaceLight): FaceFault | null {
  return mean >= DARK_MEAN && sharpness < SHARPNESS_MIN ? 'blurred' : null
}

/** Whether the eyes are closed, against how open this person has had them so far. */
export function eyesFault({ eyesOpen }: FaceReading, ownMedian: number | null): FaceFault | null {
  return ownMedian !== null && eyesOpen < EYES_SHARE * ownMedian ? 'eyes_closed' : null
}
