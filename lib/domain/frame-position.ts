import { z } from 'zod'

// Not in frame.ts: the camera's script needs that one, and zod weighs more than the whole of it.

/** Position 0 is the selfie, 1 to 7 the liveness frames in the order taken. From a URL, so one digit of text. */
export const framePositionSchema = z
  .string()
  .regex(/^[0-7]$/)
  .transform(Number)
