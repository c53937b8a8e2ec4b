import type { PresetNumbers } from './capture-preset'
import type { FaceReading } from './face'
import type { FaceFault } from './face-checks'
import { type Baseline, baselineOf, type Cue, doesCue, isBack, isNeutral, SMILE_LIFT, TURN_YAW } from './face-cue'
import type { SeenFrame } from './face-frame'
import { LIVENESS_FRAMES, SHOT_INTERVAL_MS } from './frame'
import { obstacle } from './guide'

/** What is asked of the person while the pictures are taken. `still`: nothing; `back`: look straight again. */
export type Ask = FaceFault | Cue | 'smiling' | 'still' | 'back'

/** Liveness frames at rest, and pictures from between them that the selfie is chosen of. */
const RESTING_FRAMES = 3
const SELFIES = 3
/** A selfie and a liveness frame are never the same picture: they take turns. */
const RESTING_MS = SHOT_INTERVAL_MS / 2
/** Frames without a face after which the person has left. */
const LEFT_FRAMES = 3

export type BurstPlan = {
  cue: Cue
  /** Liveness frames taken. */
  taken: number
  selfies: number
  resting: readonly FaceReading[]
  own: Baseline | null
  /** When the latest picture was taken, in milliseconds of the caller's clock. */
  last: number
  alone: number
  /** The most faces seen in one frame. */
  faces: number
}

export type BurstStep = { plan: BurstPlan; take: 'frame' | 'selfie' | 'nothing' | 'left'; ask: Ask }

/** A plan with nothing taken yet, for one cue. */
export function newPlan(cue: Cue): BurstPlan {
  const last = Number.NEGATIVE_INFINITY
  return { cue, taken: 0, selfies: 0, resting: [], own: null, last, alone: 0, faces: 0 }
}

/** Whether everything that a job sends is there: seven liveness frames and a selfie. */
export function isTaken({ taken, selfies }: BurstPlan): boolean {
  return taken === LIVENESS_FRAMES && selfies >= 1
}

/**
 * What to do with the picture just read: seven liveness frames from the face at rest to the cue, and some pictures
 * at rest to choose the selfie of. It waits for as long as the person needs; `finishing` takes what there is.
 */
export function nextStep(
  before: BurstPlan,
  reading: SeenFrame,
  limits: PresetNumbers,
  now: number,
  { cue, finishing }: { cue: Cue; finishing: boolean },
): BurstStep {
  const [face] = reading.faces
  const alone = face ? 0 : before.alone + 1
  const faces = Math.max(before.faces, reading.faces.length)
  // Another cue was chosen on the way: what was taken of the first one does not count.
  const plan = {
    ...before,
    cue,
    alone,
    faces,
    taken: cue === before.cue ? before.taken : Math.min(before.taken, RESTING_FRAMES),
  }
  if (finishing) return finish(plan, now)
  if (!face) return { plan, take: alone >= LEFT_FRAMES ? 'left' : 'nothing', ask: 'no_face' }
  const atRest = plan.taken < RESTING_FRAMES || plan.selfies < SELFIES
  return atRest ? rest(plan, face, obstacle(reading, limits, null), now) : perform(plan, face, now)
}

function rest(plan: BurstPlan, face: FaceReading, fault: FaceFault | null, now: number): BurstStep {
  if (fault) return { plan, take: 'nothing', ask: fault }
  if (!isNeutral(face)) return { plan, take: 'nothing', ask: 'smiling' }
  const resting = [...plan.resting, face]
  const seen = { ...plan, resting, own: baselineOf(resting) }
  if (now - plan.last < RESTING_MS) return { plan: seen, take: 'nothing', ask: 'still' }
  return plan.taken > plan.selfies
    ? { plan: { ...seen, selfies: plan.selfies + 1, last: now }, take: 'selfie', ask: 'still' }
    : { plan: { ...seen, taken: plan.taken + 1, last: now }, take: 'frame', ask: 'still' }
}

/** The frames of the cue: the first on the way to it, then while it lasts; a turned head comes back for the last. */
function perform(plan: BurstPlan, face: FaceReading, now: number): BurstStep {
  const own = plan.own ?? { mouthWidth: face.mouthWidth, mouthLift: face.mouthLift, eyesOpen: face.eyesOpen }
  const [first, last] = [plan.taken === RESTING_FRAMES, plan.taken === LIVENESS_FRAMES - 1]
  const returning = plan.cue === 'turn' && last
  const passes = returning ? isBack(face) : doesCue(plan.cue, face, own) || (first && begins(plan.cue, face, own))
  const ask = returning ? 'back' : plan.cue
  if (!passes || now - plan.last < SHOT_INTERVAL_MS) return { plan, take: 'nothing', ask }
  return { plan: { ...plan, taken: plan.taken + 1, last: now }, take: 'frame', ask }
}

/** Half of the way to the cue. */
function begins(cue: Cue, face: FaceReading, own: Baseline): boolean {
  return cue === 'smile' ? face.mouthLift >= own.mouthLift + SMILE_LIFT / 2 : Math.abs(face.yaw) >= TURN_YAW / 2
}

function finish(plan: BurstPlan, now: number): BurstStep {
  if (now - plan.last < RESTING_MS) return { plan, take: 'nothing', ask: 'still' }
  if (plan.selfies === 0 && plan.taken > 0)
    return { plan: { ...plan, selfies: 1, last: now }, take: 'selfie', ask: 'still' }
  if (now - plan.last < SHOT_INTERVAL_MS) return { plan, take: 'nothing', ask: 'still' }
  return { plan: { ...plan, taken: plan.taken + 1, last: now }, take: 'frame', ask: 'still' }
}
