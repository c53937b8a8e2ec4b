import type { CaptureWords } from './capture-manner'
import type { CaptureState } from './capture-state'
import { type Said, saidWords } from './said'

/** What a screen reader hears as the capture goes on; problems speak for themselves. */
export function spoken(state: CaptureState, said: Said, words: CaptureWords): string {
  switch (state.step) {
    case 'starting':
      return saidWords(said, words) || words.live.waiting
    case 'live':
      return saidWords(said, words) || words.spoken.on
    case 'counting':
      return words.live.counts[state.left - 1] ?? ''
    case 'shooting':
      return saidWords(said, words) || words.live.still
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
