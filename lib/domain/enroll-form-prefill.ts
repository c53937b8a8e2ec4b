import { z } from 'zod'

export type EnrollPrefill = {
  /** The job that new pictures are another try of. */
  retryOf: string | null
  enrollee: string | null
  allowReEnroll: boolean
}

/** What the address of the form may fill in beforehand, by ids of ours. Anything odd in it is left out, never an error. */
export const enrollPrefillSchema = z
  .object({
    retryOf: z.uuid().nullable().catch(null),
    enrollee: z.uuid().nullable().catch(null),
    reEnroll: z.literal('1').nullable().catch(null),
  })
  .transform(({ reEnroll, ...same }): EnrollPrefill => ({ ...same, allowReEnroll: reEnroll === '1' }))
