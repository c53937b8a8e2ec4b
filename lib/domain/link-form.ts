import { z } from 'zod'
import { emailSchema } from './email'
import { userIdSchema } from './enroll-form'
import { environmentSchema } from './environment'
import { languageSchema } from './language'
import { redirectAsCalled } from './redirect-url'
import { seenLine, seenText } from './seen-text'

/** Minutes. Shorter, and the person has no time to begin; longer, and it is forgotten. */
const EXPIRY_MINUTES_MIN = 5
export const EXPIRY_MINUTES_MAX = 30 * 24 * 60
const USES_MAX = 1000

const textOrNull = (max: number, message: string, seen: (text: string) => string) =>
  z
    .string()
    .overwrite(seen)
    .trim()
    .max(max, message)
    .nullable()
    .transform((text) => text || null)

export const expiryMinutesSchema = z
  .number('Type a number.')
  .int('Type a whole number.')
  .min(EXPIRY_MINUTES_MIN, `A link is good for at least ${EXPIRY_MINUTES_MIN} minutes.`)
  .max(EXPIRY_MINUTES_MAX, 'A link is good for at most 30 days.')

/** What a link is like, whomever it is for. */
export const linkTerms = {
  environment: environmentSchema,
  label: z.string().overwrite(seenLine).trim().max(120, 'A label has at most 120 characters.'),
  expiryMinutes: expiryMinutesSchema,
  maxUses: z
    .number('Type a number.')
    .int('Type a whole number.')
    .min(1, 'At least one use.')
    .max(USES_MAX, `At most ${USES_MAX} uses.`),
  allowReEnroll: z.boolean(),
  reason: textOrNull(500, 'A reason has at most 500 characters.', seenText),
  /** Null: the person's own. */
  language: languageSchema.nullable(),
  redirectUrl: z
    .string()
    .max(2000, 'An address has at most 2000 characters.')
    .nullable()
    .refine((url) => !url?.trim() || redirectAsCalled(url), 'Type a whole address that begins with https://')
    .transform((url) => redirectAsCalled(url ?? '')),
  contact: z.string().overwrite(seenText).trim().max(300, 'At most 300 characters.'),
}

/** Without a reason nobody will know later why a face was replaced. */
export function reasonGiven(
  form: { allowReEnroll: boolean; reason: string | null },
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  if (form.allowReEnroll && !form.reason)
    context.addIssue({ code: 'custom', path: ['reason'], message: 'Say why; it stays in the history.' })
}

export const linkFormSchema = z
  .object({
    /** The form's own idempotency key: the same form sent twice is the same link. */
    formKey: z.uuid(),
    ...linkTerms,
    /** For one enrollee … */
    userId: userIdSchema.nullable(),
    /** … or open to many: each use makes a new user id that begins with this. */
    userIdPrefix: z
      .string()
      .trim()
      .min(1, 'Type how the user ids begin.')
      .max(32, 'At most 32 characters, so that the whole user id fits.')
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._@+:/-]*$/,
        'Use letters, digits and . _ @ + : / - and begin with a letter or digit.',
      )
      .nullable(),
    displayName: textOrNull(120, 'A name has at most 120 characters.', seenLine),
    email: emailSchema.nullable(),
  })
  .superRefine(reasonGiven)
  .refine((form) => (form.userId === null) !== (form.userIdPrefix === null), 'For one enrollee or for many, not both.')

/** As typed, before parsing. */
export type LinkFormInput = z.input<typeof linkFormSchema>
/** As parsed. */
export type LinkForm = z.output<typeof linkFormSchema>
