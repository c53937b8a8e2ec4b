import { z } from 'zod'
import { seenText } from './seen-text'

/** What is asked before a person is erased: whom, typed by hand. */
export const eraseFormSchema = z.object({
  enrolleeId: z.uuid(),
  userId: z.string().trim().min(1, 'Type the user id.').max(80, 'No user id is that long.'),
})
export type EraseForm = z.output<typeof eraseFormSchema>

/** What an operator says who asks an administrator to erase somebody. */
export const askEraseSchema = z.object({
  enrolleeId: z.uuid(),
  reason: z
    .string()
    .overwrite(seenText)
    .trim()
    .min(1, 'Say why: an administrator decides by it.')
    .max(300, 'Say it in at most 300 characters.'),
})
export type AskEraseForm = z.output<typeof askEraseSchema>

export const eraseRequestIdSchema = z.object({ requestId: z.uuid() })
