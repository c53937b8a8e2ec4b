import { z } from 'zod'
import { guidanceKinds, unguidedReasons } from './guidance'

// Not in guidance.ts: the camera's script needs that one, and zod weighs more than the whole of it.

/** More faces than the detector looks for are no finding of ours. */
const FACES_MAX = 20

/** What a browser says of how a capture came about. A browser can lie: it is kept to help people, never to trust. */
export const guidanceSchema = z.strictObject({
  how: z.enum(guidanceKinds),
  cue: z.enum(['smile', 'turn']).nullable(),
  faces: z.number().int().min(0).max(FACES_MAX).nullable(),
  why: z.enum(unguidedReasons).nullable(),
  // Said only when it is so: what earlier versions kept stays readable.
  virtual: z.literal(true).optional(),
})
