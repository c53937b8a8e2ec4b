// Apart from face-gate.ts: the person's page needs these names, and not the zod that reads what was kept.

/** What the gate can find wrong with a capture, in the order in which it is best put right. */
export const gateFaults = [
  'no_face',
  'several',
  'too_far',
  'too_near',
  'turned',
  'chin',
  'tilted',
  'too_dark',
  'too_bright',
  'back_light',
  'blurred',
  'left_burst',
  'still',
] as const
export type GateFault = (typeof gateFaults)[number]

/** How a refusal by the gate is named: this, and the fault that stopped the capture. */
export const GATE_PREFIX = 'face_'

/** The refusal of a capture of which a picture could not be looked at, though the others can: it says nothing of a face. */
export const UNCHECKED = 'face_unchecked'

/** What a refusal's code says of the pictures; null when it is about something else. */
export function gateFaultOf(code: unknown): GateFault | null {
  return gateFaults.find((fault) => GATE_PREFIX + fault === code) ?? null
}
