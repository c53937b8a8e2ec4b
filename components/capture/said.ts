import type { Ask } from '@/lib/domain/burst-plan'
import type { GuideHint } from '@/lib/domain/guide'
import type { CaptureWords } from './capture-manner'
import type { CaptureState, Hint } from './capture-state'
import type { Guidance } from './use-guidance'

/** What is wrong with the camera itself, or was with the page, comes before what is wrong with the face. */
const cameraFirst: readonly Hint[] = ['black', 'frozen', 'too_small', 'hidden']

/** The one thing to say while the camera is on, or asked for. Null: nothing. */
export type Said = 'allow' | Hint | GuideHint | Ask | null

/** `asking`: the browser's own question waits for an answer. */
export function saidNow(state: CaptureState, guidance: Guidance, asking: boolean): Said {
  if (state.step === 'shooting') return state.guided ? state.ask : null
  if (state.step === 'starting') return state.hint ?? (asking ? 'allow' : null)
  if (state.step !== 'live') return null
  const guided = guidance.on ? guidance.guide.hint : null
  // Until she is back: that it starts again is news, that nobody is there is not.
  if (state.hint === 'left' && guided === 'no_face') return 'left'
  return state.hint && (cameraFirst.includes(state.hint) || !guided) ? state.hint : guided
}

/** It in words. */
export function saidWords(said: Said, { hints, guidance }: CaptureWords): string {
  const all: Record<NonNullable<Said>, string> = { ...hints, ...guidance.hints, ...guidance.asks }
  return said ? all[said] : ''
}
