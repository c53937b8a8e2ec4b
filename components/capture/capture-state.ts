import type { Ask } from '@/lib/domain/burst-plan'
import type { CameraProblem } from '@/lib/domain/camera-problem'
import type { CaptureGuidance } from '@/lib/domain/guidance'
import { lastRung } from './constraints'

/**
 * What one sitting brought: the frames by position (0 the selfie), ready to be sent. After a reload that found
 * everything arrived there are none any more.
 */
export type Sitting = {
  captureId: string
  frames: readonly Blob[]
  /** Stays when the frames have gone: whose sitting it is can still be seen. */
  selfie: Blob | null
  selfieUrl: string | null
  guidance: CaptureGuidance
}

/** One thing to say over the live picture. */
export type Hint = 'black' | 'frozen' | 'same' | 'too_small' | 'interrupted' | 'left' | 'hidden'

/** What holds only for as long as it is seen; the others say why it starts again. */
const passing: readonly (Hint | null)[] = ['black', 'frozen']

/** `run` counts the streams: news of an earlier one is old news. `rung` is the step of the constraint ladder. */
type Camera = { run: number; rung: number }

export type CaptureState =
  | { step: 'primer'; camera: Camera }
  | { step: 'starting'; camera: Camera; hint: Hint | null }
  | { step: 'blocked'; camera: Camera; problem: CameraProblem }
  | { step: 'live'; camera: Camera; hint: Hint | null }
  /** `guided`: the guidance pressed the shutter, and leads the burst. */
  | { step: 'counting'; camera: Camera; left: number; guided: boolean }
  /** `finishing`: a person wants what there is taken, cue or no cue. */
  | { step: 'shooting'; camera: Camera; taken: number; guided: boolean; ask: Ask; finishing: boolean }
  | { step: 'review'; camera: Camera; sitting: Sitting }
  /** `resumed`: the page was loaded anew meanwhile. `part`: how much of the bytes has gone, 0 to 1. */
  | { step: 'sending'; camera: Camera; sitting: Sitting; sent: number; part: number; resumed: boolean }
  | { step: 'stalled'; camera: Camera; sitting: Sitting; sent: number; part: number; message: string; again: boolean }
  | { step: 'done'; camera: Camera; sitting: Sitting }

export type CaptureStep = CaptureState['step']

export type CaptureEvent =
  | { kind: 'start' }
  | { kind: 'opened'; run: number }
  | { kind: 'refused'; run: number; problem: CameraProblem }
  | { kind: 'interrupted'; run: number }
  | { kind: 'hint'; hint: Hint }
  /** Nobody can see the page any more: what has begun is not gone on with. */
  | { kind: 'hidden' }
  /** That it was hidden has been read. */
  | { kind: 'told' }
  /** The picture is well: neither black nor standing still. */
  | { kind: 'well' }
  | { kind: 'shutter'; guided: boolean }
  | { kind: 'tick' }
  | { kind: 'shot'; taken: number }
  | { kind: 'ask'; ask: Ask }
  | { kind: 'finish' }
  | { kind: 'spoiled'; hint: Hint }
  | { kind: 'taken'; sitting: Sitting }
  | { kind: 'use' }
  | { kind: 'sent'; sent: number; part: number }
  | { kind: 'failed'; message: string; again: boolean }
  | { kind: 'arrived' }
  /** Found after a reload: taken, on its way, or all there. */
  | { kind: 'resumed'; sitting: Sitting; to: 'review' | 'sending' | 'done' }
  | { kind: 'expired' }

const COUNT_FROM = 3

export const initialCapture: CaptureState = { step: 'primer', camera: { run: 0, rung: 0 } }

/** Whether the camera should be on: nowhere but here is its light lit. */
export function cameraIsOn(state: CaptureState): boolean {
  return ['starting', 'live', 'counting', 'shooting'].includes(state.step)
}

/** Whether it has to be told that the page was hidden. */
export function wasHidden(state: CaptureState): boolean {
  return 'hint' in state && state.hint === 'hidden'
}

const restart = ({ camera }: CaptureState, hint: Hint | null): CaptureState => ({
  step: 'starting',
  camera: { run: camera.run + 1, rung: 0 },
  hint,
})

/** A sitting and how much of it has gone: a sending goes on where it stopped. */
function kept(state: Extract<CaptureState, { step: 'review' | 'sending' | 'stalled' }>) {
  return {
    sitting: state.sitting,
    ...(state.step === 'review' ? { sent: 0, part: 0 } : { sent: state.sent, part: state.part }),
  }
}

/** The whole of a capture's behaviour; whatever does not fit the present step changes nothing. */
export function captureReducer(state: CaptureState, event: CaptureEvent): CaptureState {
  const { camera } = state
  const current = !('run' in event) || event.run === camera.run
  if (!current) return state
  switch (event.kind) {
    case 'start':
      return state.step === 'sending' ? state : restart(state, null)
    case 'opened':
      return state.step === 'starting' ? { step: 'live', camera, hint: state.hint } : state
    case 'refused': {
      if (!cameraIsOn(state) && state.step !== 'primer') return state
      if (event.problem !== 'too_demanding') return { step: 'blocked', camera, problem: event.problem }
      if (camera.rung >= lastRung) return { step: 'blocked', camera, problem: 'missing' }
      return { step: 'starting', camera: { run: camera.run + 1, rung: camera.rung + 1 }, hint: null }
    }
    case 'interrupted':
      // A locked phone may take the camera too: that the pictures were not kept is what matters then.
      return cameraIsOn(state) ? restart(state, wasHidden(state) ? 'hidden' : 'interrupted') : state
    case 'hidden':
      return state.step === 'counting' || state.step === 'shooting' ? { step: 'live', camera, hint: 'hidden' } : state
    case 'told':
      return state.step === 'live' && wasHidden(state) ? { ...state, hint: null } : state
    case 'hint':
      return state.step === 'live' && state.hint !== event.hint ? { ...state, hint: event.hint } : state
    case 'well':
      return state.step === 'live' && passing.includes(state.hint) ? { ...state, hint: null } : state
    case 'shutter':
      return state.step === 'live' ? { step: 'counting', camera, left: COUNT_FROM, guided: event.guided } : state
    case 'tick':
      if (state.step !== 'counting') return state
      return state.left > 1
        ? { ...state, left: state.left - 1 }
        : { step: 'shooting', camera, taken: 0, guided: state.guided, ask: 'still', finishing: false }
    case 'shot':
      return state.step === 'shooting' ? { ...state, taken: event.taken } : state
    case 'ask':
      return state.step === 'shooting' && state.ask !== event.ask ? { ...state, ask: event.ask } : state
    case 'finish':
      return state.step === 'shooting' ? { ...state, finishing: true } : state
    case 'spoiled':
      return state.step === 'shooting' || state.step === 'counting' ? { step: 'live', camera, hint: event.hint } : state
    case 'taken':
      return state.step === 'shooting' ? { step: 'review', camera, sitting: event.sitting } : state
    case 'use':
      return state.step === 'review' || state.step === 'stalled'
        ? { step: 'sending', camera, ...kept(state), resumed: false }
        : state
    case 'sent':
      return state.step === 'sending' ? { ...state, sent: event.sent, part: event.part } : state
    case 'failed':
      if (state.step !== 'sending') return state
      return { step: 'stalled', camera, ...kept(state), message: event.message, again: event.again }
    case 'arrived':
      return state.step === 'sending' ? { step: 'done', camera, sitting: state.sitting } : state
    case 'resumed':
      if (state.step !== 'primer') return state
      return event.to === 'sending'
        ? { step: 'sending', camera, sitting: event.sitting, sent: 0, part: 0, resumed: true }
        : { step: event.to, camera, sitting: event.sitting }
    case 'expired':
      return state.step === 'review' || state.step === 'stalled' ? { step: 'primer', camera } : state
  }
}
