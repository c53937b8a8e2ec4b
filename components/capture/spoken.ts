import { framePositions } from '@/lib/domain/frame'
import { hintWords } from './camera-words'
import type { CaptureState } from './capture-state'

/** What a screen reader hears as the capture goes on; problems speak for themselves. */
export function spoken(state: CaptureState): string {
  switch (state.step) {
    case 'starting':
      return state.hint ? hintWords[state.hint] : 'Waiting for the camera.'
    case 'live':
      return state.hint ? hintWords[state.hint] : 'The camera is on. Look into it and press Take the pictures.'
    case 'counting':
      return `${state.left}`
    case 'shooting':
      return 'Hold still.'
    case 'review':
      return 'The pictures are taken and the camera is off. Look at the selfie, then use it or take it again.'
    case 'sending':
      return `Sending the pictures.`
    case 'done':
      return `All ${framePositions.length} pictures have arrived.`
    default:
      return ''
  }
}
