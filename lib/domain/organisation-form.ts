import { z } from 'zod'
import { redirectAsCalled } from './redirect-url'
import { seenLine, seenText } from './seen-text'

/** Who asks people for their selfie, as an administrator writes it. */
export const organisationSchema = z.object({
  name: z
    .string()
    .overwrite(seenLine)
    .trim()
    .min(1, 'Type the name people know you by.')
    .max(80, 'A name has at most 80 characters.'),
  privacyUrl: z
    .string()
    .trim()
    .max(500, 'An address has at most 500 characters.')
    .refine((url) => url === '' || redirectAsCalled(url), 'Type a whole address that begins with https://')
    .transform((url) => redirectAsCalled(url)),
  contact: z.string().overwrite(seenText).trim().max(300, 'At most 300 characters.'),
  retentionDays: z.coerce
    .number('Type a number of days.')
    .int('Type a whole number of days.')
    .min(1, 'At least one day.')
    .max(3650, 'At most 3650 days, which is ten years.'),
})

export type OrganisationForm = z.output<typeof organisationSchema>
