import { z } from 'zod'
import type { EnrollDraft } from './enroll-form-draft'
import { environmentSchema } from './environment'
import { jobTypeSchema } from './job'

const text = z.string().max(2_000)

/** The form of an enrollment as a browser kept it. */
export const enrollDraftSchema = z.object({
  environment: environmentSchema,
  type: jobTypeSchema,
  userId: text,
  displayName: text,
  allowReEnroll: z.boolean(),
  useEnrolledImage: z.boolean(),
  reason: text,
  location: z.object({ latitude: text, longitude: text, altitude: text, accuracy: z.number().nullable() }).nullable(),
  partnerParams: z.array(z.object({ id: text, key: text, value: text })).max(20),
  retryOf: z.string().nullable(),
}) satisfies z.ZodType<EnrollDraft>
