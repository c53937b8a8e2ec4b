import { z } from 'zod'
import { emailSchema } from './email'
import { PASSWORD_MAX, PASSWORD_MIN, passwordAdvice } from './password-length'
import { roles } from './permissions'
import { seenLine } from './seen-text'

const lengthOf = (text: string) => [...text].length

/** A password somebody chooses. Taken exactly as typed: no trimming, no rule about kinds of characters. */
export const newPasswordSchema = z
  .string()
  .refine((text) => lengthOf(text) >= PASSWORD_MIN, passwordAdvice)
  .refine((text) => lengthOf(text) <= PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`)

/** A password somebody types to prove who they are: whatever they chose, but no more than anybody could have chosen. */
const typedPasswordSchema = z
  .string()
  .min(1, 'Type your password.')
  .refine((text) => lengthOf(text) <= PASSWORD_MAX, `A password has at most ${PASSWORD_MAX} characters.`)

export const operatorNameSchema = z
  .string()
  .overwrite(seenLine)
  .trim()
  .min(1, 'Type a name.')
  .max(120, 'A name has at most 120 characters.')

const roleSchema = z.enum(roles, 'Choose a role.')

export const signInSchema = z.object({ email: emailSchema, password: typedPasswordSchema })

export const setUpSchema = z.object({
  token: z.string().max(200),
  name: operatorNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
})

export const acceptInvitationSchema = z.object({ token: z.string().max(200), password: newPasswordSchema })

export const inviteSchema = z.object({ name: operatorNameSchema, email: emailSchema, role: roleSchema })

export const operatorIdSchema = z.object({ operatorId: z.uuid() })
export const changeRoleSchema = z.object({ operatorId: z.uuid(), role: roleSchema })
export const disableSchema = z.object({ operatorId: z.uuid(), disabled: z.enum(['yes', 'no']) })
export const sessionIdSchema = z.object({ sessionId: z.uuid() })

/** One's own password, typed again before what wants it. */
export const confirmSchema = z.object({ present: typedPasswordSchema })

export const changePasswordSchema = z.object({ present: typedPasswordSchema, password: newPasswordSchema })
