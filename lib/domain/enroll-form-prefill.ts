import { z } from 'zod'
import { userIdSchema } from './enroll-form'
import { type Environment, environmentSchema } from './environment'

export type EnrollPrefill = {
  userId: string
  environment: Environment | null
  retryOf: string | null
  allowReEnroll: boolean
}

/** What a link to the form may fill in beforehand. Anything odd in the address is left out, never an error. */
export const enrollPrefillSchema = z
  .object({
    userId: userIdSchema.catch(''),
    environment: environmentSchema.nullable().catch(null),
    retryOf: z.uuid().nullable().catch(null),
    reEnroll: z.literal('1').nullable().catch(null),
  })
  .transform(({ reEnroll, ...same }): EnrollPrefill => ({ ...same, allowReEnroll: reEnroll === '1' }))
