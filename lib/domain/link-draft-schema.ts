import { z } from 'zod'
import { environmentSchema } from './environment'
import { languageSchema } from './language'
import { expiryUnitNames, type LinkDraft } from './link-form-draft'

/** The form of a link as it was typed: sent, or kept by a browser. */
export const linkDraftSchema = z.object({
  environment: environmentSchema,
  audience: z.enum(['one', 'many']),
  userId: z.string(),
  displayName: z.string(),
  email: z.string(),
  userIdPrefix: z.string(),
  label: z.string(),
  expiryAmount: z.string(),
  expiryUnit: z.enum(expiryUnitNames),
  maxUses: z.string(),
  allowReEnroll: z.boolean(),
  reason: z.string(),
  language: z.union([languageSchema, z.literal('')]),
  redirectUrl: z.string(),
  contact: z.string(),
}) satisfies z.ZodType<LinkDraft>
