import { z } from 'zod'

/** Why somebody takes no selfie, as far as she wants to say. An outcome of its own, and nobody's failure. */
export const cannotReasons = ['no_camera', 'disability', 'religion', 'privacy', 'need_help', 'other'] as const
export const cannotReasonSchema = z.enum(cannotReasons)
export type CannotReason = (typeof cannotReasons)[number]

/** The same for operators. */
export const cannotReasonName: Record<CannotReason, string> = {
  no_camera: 'No camera that works',
  disability: 'A disability or health makes it hard',
  religion: 'Faith or dress speaks against it',
  privacy: 'Does not want the face on file',
  need_help: 'Needs somebody to help',
  other: 'Another reason, or would rather not say',
}
