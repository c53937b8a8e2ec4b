import type { PresetNumbers } from './capture-preset'
import type { FaceReading } from './face'
import {
  centreFault,
  distanceFault,
  eyesFault,
  type FaceFault,
  lightFault,
  poseFault,
  sharpnessFault,
} from './face-checks'
import { BASELINE_FRAMES, baselineOf, isNeutral, median } from './face-cue'
import type { SeenFrame } from './face-frame'

/** One thing to say at a time. `smiling`: she smiles already, and her face at rest is needed first. */
export type GuideHint = FaceFault | 'smiling' | 'good'

/** Frames that must agree before anything is said or done about them. */
const AGREE_FRAMES = 3
/** A hint stays at least this long: what changes faster cannot be read. */
const HINT_MS = 600
/** Advice is shown this long before pictures are taken in spite of it, so that there is time to follow it. */
const ADVICE_MS = 3_000
/** How many readings of the eyes a median is taken of. */
const EYES_KEPT = 30

/** What watching has come to so far. */
export type Guide = {
  hint: GuideHint | null
  /** Since when it is shown, in milliseconds of the caller's clock. */
  hintSince: number
  candidate: GuideHint | null
  candidateFrames: number
  /** Neutral faces in a row with nothing against them. */
  good: readonly FaceReading[]
  eyes: readonly number[]
  /** Frames without a face, in a row. */
  alone: number
  /** Everything passes: pictures may be taken. */
  ready: boolean
}

export const newGuide: Guide = {
  hint: null,
  hintSince: Number.NEGATIVE_INFINITY,
  candidate: null,
  candidateFrames: 0,
  good: [],
  eyes: [],
  alone: 0,
  ready: false,
}

/** The first thing in the way of taking pictures. Light and company are not among them: those are advice. */
export function obstacle(reading: SeenFrame, limits: PresetNumbers, ownEyes: number | null): FaceFault | null {
  const [face] = reading.faces
  if (!face) return 'no_face'
  return (
    distanceFault(face, reading.frame, limits) ??
    centreFault(face, limits) ??
    poseFault(face) ??
    (reading.light && sharpnessFault(reading.light)) ??
    eyesFault(face, ownEyes)
  )
}

/** What would make the picture better, though it is taken without. */
function advice({ faces, light }: SeenFrame): FaceFault | null {
  return faces.length > 1 ? 'several' : light && lightFault(light)
}

/** One more frame has been seen, at this time. */
export function watch(guide: Guide, reading: SeenFrame, limits: PresetNumbers, now: number): Guide {
  const [face] = reading.faces
  const eyes = face ? [...guide.eyes, face.eyesOpen].slice(-EYES_KEPT) : guide.eyes
  const fault = obstacle(reading, limits, median(eyes))
  const resting = face !== undefined && isNeutral(face)
  const good = face && !fault && resting ? [...guide.good, face].slice(-BASELINE_FRAMES) : []

  const advised = advice(reading)
  // Company first: who should come nearer or to the middle is not clear while there are two.
  const company = advised === 'several' ? advised : null
  const candidate = company ?? fault ?? (resting ? (advised ?? 'good') : 'smiling')
  const candidateFrames = candidate === guide.candidate ? guide.candidateFrames + 1 : 1
  const changes = candidateFrames >= AGREE_FRAMES && candidate !== guide.hint && now - guide.hintSince >= HINT_MS
  const hint = changes ? candidate : guide.hint
  const hintSince = changes ? now : guide.hintSince

  const heard = !advised || (hint === advised && now - hintSince >= ADVICE_MS)
  return {
    hint,
    hintSince,
    candidate,
    candidateFrames,
    good,
    eyes,
    alone: face ? 0 : guide.alone + 1,
    ready: baselineOf(good) !== null && heard,
  }
}

/** Whether the person has left, rather than been missed in a frame. */
export function hasLeft({ alone }: Guide): boolean {
  return alone >= AGREE_FRAMES
}
