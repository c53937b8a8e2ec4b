import { z } from 'zod'
import { typedPasswordSchema } from './operator-form'

/** What is asked before a person is erased: whom, by hand, and one's own password once more. */
export const eraseFormSchema = z.object({
  enrolleeId: z.uuid(),
  userId: z.string().trim().min(1, 'Type the user id.').max(80, 'A user id has at most 64 characters.'),
  present: typedPasswordSchema,
})
export type EraseForm = z.output<typeof eraseFormSchema>
