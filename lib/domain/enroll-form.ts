import { z } from 'zod'
import { environmentSchema } from './environment'
import { guidanceSchema } from './guidance-schema'
import { AUTHENTICATE, jobTypeSchema } from './job'
import { seenLine, seenText } from './seen-text'

export const PARTNER_PARAMS_MAX = 10

/** Written by us on every submission; nobody may write them by hand. */
const reservedPartnerParams: readonly string[] = [
  'user_id',
  'job_id',
  'job_type',
  'latitude',
  'longitude',
  'altitude',
  'accuracy',
]

export const userIdSchema = z
  .string()
  .trim()
  .min(1, 'Type a user id, or generate one.')
  .max(64, 'A user id has at most 64 characters.')
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@+:/-]*$/, 'Use letters, digits and . _ @ + : / - and begin with a letter or digit.')

/** What typing on will not put right, said while somebody types; undefined: nothing, or nothing yet. */
export function userIdFault(typed: string): string | undefined {
  if (!typed.trim()) return undefined
  return userIdSchema.safeParse(typed).error?.issues[0]?.message
}

const locationSchema = z.object({
  /** Degrees north. */
  latitude: z
    .number('Type degrees, for example -1.2921.')
    .min(-90, 'Latitude lies between -90 and 90.')
    .max(90, 'Latitude lies between -90 and 90.'),
  /** Degrees east. */
  longitude: z
    .number('Type degrees, for example 36.8219.')
    .min(-180, 'Longitude lies between -180 and 180.')
    .max(180, 'Longitude lies between -180 and 180.'),
  /** Metres; not every device knows it. */
  altitude: z
    .number('Type metres, or leave it empty.')
    .min(-1000, 'Altitude is in metres.')
    .max(20_000, 'Altitude is in metres.')
    .nullable(),
  /** Metres; null when typed by hand. */
  accuracy: z.number().nonnegative().nullable(),
})
export type Location = z.infer<typeof locationSchema>

const partnerParamSchema = z.object({
  key: z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'A name begins with a letter and has only letters, digits, _ . and -.')
    .refine((key) => !reservedPartnerParams.includes(key), 'Kioo writes this one itself; choose another name.'),
  value: z.string().overwrite(seenText).trim().min(1, 'Type a value.').max(500, 'A value has at most 500 characters.'),
})

const choicesSchema = z.object({ allowReEnroll: z.boolean(), useEnrolledImage: z.boolean() })

/** What the submitting action carries: the capture's id and the form, no picture. */
export const enrollFormSchema = z
  .object({
    /** Made when the form is opened: the same form sent twice is the same job. */
    formKey: z.uuid(),
    captureId: z.uuid(),
    /** How the capture came about. */
    guidance: guidanceSchema.nullable().default(null),
    environment: environmentSchema,
    type: jobTypeSchema,
    userId: userIdSchema,
    displayName: z
      .string()
      .overwrite(seenLine)
      .trim()
      .max(120, 'A name has at most 120 characters.')
      .transform((name) => name || null),
    allowReEnroll: z.boolean(),
    useEnrolledImage: z.boolean(),
    reason: z
      .string()
      .overwrite(seenText)
      .trim()
      .max(500, 'A reason has at most 500 characters.')
      .transform((reason) => reason || null),
    location: locationSchema.nullable(),
    /** The job these new pictures are another try of. */
    retryOf: z.uuid().nullable().default(null),
    partnerParams: z.array(partnerParamSchema).max(PARTNER_PARAMS_MAX, 'At most 10 extra parameters.'),
  })
  .refine((form) => form.reason || !(form.allowReEnroll || form.useEnrolledImage), {
    path: ['reason'],
    message: 'Say why; it stays in the history.',
    // Also when other fields are wrong, so that nobody is sent round twice.
    when: ({ value }) => choicesSchema.safeParse(value).success,
  })
  .superRefine((form, context) => {
    if (form.type === AUTHENTICATE && form.allowReEnroll)
      context.addIssue({ code: 'custom', path: ['allowReEnroll'], message: 'Authenticating never re-enrolls.' })
    const keys = form.partnerParams.map((param) => param.key)
    keys.forEach((key, at) => {
      if (keys.indexOf(key) !== at)
        context.addIssue({ code: 'custom', path: ['partnerParams', at, 'key'], message: 'This name is already used.' })
    })
  })

/** As typed, before parsing. */
export type EnrollFormInput = z.input<typeof enrollFormSchema>
/** As parsed. */
export type EnrollForm = z.output<typeof enrollFormSchema>

/** Zod's issues as one sentence per field, keyed by path: `partnerParams.0.key`. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}
