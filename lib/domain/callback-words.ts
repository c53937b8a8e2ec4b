import type { Tone } from './job'

const callbackStates: Record<string, string> = {
  received: 'Callback received',
  authentic: 'Callback received; its signature is right',
  applied: 'Callback received and confirmed by Smile ID’s status',
  duplicate: 'The same callback came again',
  contradicts: 'Callback received, but Smile ID’s status says otherwise',
  kept: 'Callback kept beside the result',
  bad_signature: 'Callback set aside: its signature is wrong',
  stale: 'Callback set aside: it is too old',
  unknown_job: 'Callback set aside: it names no job of ours',
  wrong_partner: 'Callback set aside: it is for another partner',
  malformed: 'Callback set aside: it cannot be read',
  replayed: 'Callback set aside: an old signature with another body',
}

/** A callback's state in words. */
export function callbackWords(state: string): string {
  return callbackStates[state] ?? 'Callback received'
}

/** A callback's colour: what was set aside needs a look. */
export function callbackTone(state: string): Tone {
  if (state === 'applied' || state === 'authentic') return 'ok'
  return state === 'received' || state === 'duplicate' || state === 'kept' ? 'idle' : 'odd'
}
