import { z } from 'zod'
import type { EnrollDraft } from './enroll-form-draft'
import { environmentSchema } from './environment'
import { jobTypeSchema } from './job'

const text = z.string().max(2_000)

const draftSchema = z.object({
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

const keptSchema = z.object({ first: draftSchema, draft: draftSchema })

/** A half-typed form as text, with what it was opened with. */
export function packDraft(kept: { first: EnrollDraft; draft: EnrollDraft }): string {
  return JSON.stringify(kept)
}

/**
 * The kept draft; null: an older version of this page wrote it, or, with `first`, the form was opened for something
 * else.
 */
export function unpackDraft(packed: string, first?: EnrollDraft): EnrollDraft | null {
  try {
    const kept = keptSchema.parse(JSON.parse(packed))
    const isSame = !first || JSON.stringify(kept.first) === JSON.stringify(draftSchema.parse(first))
    return isSame ? kept.draft : null
  } catch {
    return null
  }
}
