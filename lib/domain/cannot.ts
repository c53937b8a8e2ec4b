import { z } from 'zod'

/** Why somebody takes no selfie, as far as she wants to say. An outcome of its own, and nobody's failure. */
export const cannotReasons = ['no_camera', 'disability', 'religion', 'privacy', 'need_help', 'other'] as const
export const cannotReasonSchema = z.enum(cannotReasons)
export type CannotReason = (typeof cannotReasons)[number]
