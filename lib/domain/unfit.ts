import type { z } from 'zod'
import { fieldErrors } from './enroll-form'
import { type Refusal, refuse } from './outcome'

/** A form that zod refused, said at its fields. Apart from the form's state, so that no browser loads zod for it. */
export function unfit(error: z.ZodError): Refusal {
  return refuse('invalid', 'Check the marked fields.', fieldErrors(error))
}
