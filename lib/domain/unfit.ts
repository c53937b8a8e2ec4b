import type { z } from 'zod'
import { fieldErrors } from './enroll-form'
import { fieldsOf } from './form-state'
import { type Outcome, type Refusal, refuse } from './outcome'

/** A form that zod refused, said at its fields. Apart from the form's state, so that no browser loads zod for it. */
export function unfit(error: z.ZodError): Refusal {
  return refuse('invalid', 'Check the marked fields.', fieldErrors(error))
}

/** What was posted to a form's action, as its schema reads it. */
export function fitting<Schema extends z.ZodType>(schema: Schema, form: unknown): Outcome<{ form: z.output<Schema> }> {
  const parsed = schema.safeParse(fieldsOf(form))
  return parsed.success ? { ok: true, form: parsed.data } : unfit(parsed.error)
}
