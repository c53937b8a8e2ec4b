import type { FaceReading } from './face'

/** What a person does to show that she sits there now: either, as she chooses. */
export type Cue = 'smile' | 'turn'

/** How this person looks when nothing is asked of her; everything later is measured against it. */
export type Baseline = { mouthWidth: number; mouthLift: number; eyesOpen: number }

/** Neutral frames a baseline is made of. */
export const BASELINE_FRAMES = 5

/** A face at rest has a mouth narrower and corners lower than this. Drawn and real: 0.38 to 0.43, and 0.002 to 0.012. */
const NEUTRAL_WIDTH_MAX = 0.46
const NEUTRAL_LIFT_MAX = 0.03

/**
 * A smile widens the mouth by this factor and lifts its corners by this much. Drawn smiles: 1.12 to 1.30 times, and
 * 0.04. Both are needed: a turned head reads as a wide mouth (1.08), but not as a lifted one (0.013 at most).
 */
const SMILE_TIMES = 1.08
export const SMILE_LIFT = 0.015

/** Degrees of yaw from which a head is turned, and under which it is back. Looking straight is 14 at most. */
export const TURN_YAW = 16
const BACK_YAW = 10

/** Whether a face is at rest. */
export function isNeutral({ mouthWidth, mouthLift }: FaceReading): boolean {
  return mouthWidth < NEUTRAL_WIDTH_MAX && mouthLift < NEUTRAL_LIFT_MAX
}

/** The middle value; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

/** The baseline of the latest neutral frames; null until there are enough. */
export function baselineOf(neutral: readonly FaceReading[]): Baseline | null {
  const latest = neutral.slice(-BASELINE_FRAMES)
  const middle = (of: (face: FaceReading) => number) => median(latest.map(of)) ?? 0
  if (latest.length < BASELINE_FRAMES) return null
  return {
    mouthWidth: middle((face) => face.mouthWidth),
    mouthLift: middle((face) => face.mouthLift),
    eyesOpen: middle((face) => face.eyesOpen),
  }
}

/** Whether this is a smile of the person with this baseline. */
export function isSmile({ mouthWidth, mouthLift }: FaceReading, own: Baseline): boolean {
  return mouthWidth >= SMILE_TIMES * own.mouthWidth && mouthLift >= own.mouthLift + SMILE_LIFT
}

/** Whether the head is turned to a side: the cue of those who cannot, or would rather not, smile. */
export function isTurned({ yaw }: FaceReading): boolean {
  return Math.abs(yaw) >= TURN_YAW
}

/** Whether a turned head has come back. */
export function isBack({ yaw }: FaceReading): boolean {
  return Math.abs(yaw) <= BACK_YAW
}

/** Whether the person does what was asked of her, in this frame. */
export function doesCue(cue: Cue, face: FaceReading, own: Baseline): boolean {
  return cue === 'smile' ? isSmile(face, own) : isTurned(face)
}
