import type { CaptureWords } from './capture-manner'
import type { CaptureState } from './capture-state'

/** What a screen reader hears as the capture goes on; problems speak for themselves. */
export function spoken(state: CaptureState, words: CaptureWords): string {
  switch (state.step) {
    case 'starting':
      return state.hint ? words.hints[state.hint] : words.live.waiting
    case 'live':
      return state.hint ? words.hints[state.hint] : words.spoken.on
    case 'counting':
      return words.live.counts[state.left - 1] ?? ''
    case 'shooting':
      return words.live.still
    case 'review':
      return words.spoken.taken
    case 'sending':
      return words.spoken.sending
    case 'done':
      return words.review.arrived
    default:
      return ''
  }
}
