import { z } from 'zod'
import type { JobState } from './job'
import { seenText } from './seen-text'

/** Sending a job again means a new job from the same capture; only where the provider keeps no record in the making. */
export function maySendAgain(state: JobState): boolean {
  return state === 'refused' || state === 'failed' || state === 'rejected'
}

export const sendAgainSchema = z
  .object({
    /** Made when the dialog opens: pressing twice is one job. */
    formKey: z.uuid(),
    jobId: z.uuid(),
    allowReEnroll: z.boolean(),
    reason: z
      .string()
      .overwrite(seenText)
      .trim()
      .max(500, 'A reason has at most 500 characters.')
      .transform((reason) => reason || null),
  })
  .refine((form) => !form.allowReEnroll || form.reason, {
    path: ['reason'],
    message: 'Say why; it stays in the history.',
  })

export type SendAgainInput = z.input<typeof sendAgainSchema>
export type SendAgainForm = z.output<typeof sendAgainSchema>
