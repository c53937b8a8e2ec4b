import { z } from 'zod'
import { LIVENESS_FRAMES } from './frame'

// Not in frame.ts: the camera's script needs that one, and zod weighs more than the whole of it.

/** Position 0 is the selfie, 1 to 7 the liveness frames in the order taken. From a URL, so from text. */
export const framePositionSchema = z.coerce.number().int().min(0).max(LIVENESS_FRAMES)
