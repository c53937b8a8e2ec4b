import { z } from 'zod'
import { languageSchema } from '@/lib/domain/language'
import { roles } from '@/lib/domain/permissions'

/** What a journey may have arranged before it begins, so that it shows only its own part in the browser. */
export const requestSchema = z.discriminatedUnion('make', [
  z.object({ make: z.literal('operator'), role: z.enum(roles), password: z.string().nullable() }),
  z.object({
    make: z.literal('job'),
    operatorId: z.uuid(),
    userId: z.string(),
    displayName: z.string(),
    partnerParams: z.array(z.object({ key: z.string(), value: z.string() })),
  }),
  z.object({
    make: z.literal('link'),
    operatorId: z.uuid(),
    userId: z.string(),
    displayName: z.string(),
    language: languageSchema.nullable(),
    redirectUrl: z.string().nullable(),
    contact: z.string(),
    maxUses: z.number(),
  }),
  z.object({
    make: z.literal('report'),
    jobId: z.uuid(),
    userId: z.string(),
    code: z.string(),
    suspects: z.array(z.string()).optional(),
  }),
])
export type Request = z.infer<typeof requestSchema>

export const operatorSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** The cookie a browser would have got by signing in. */
  cookie: z.object({ name: z.string(), value: z.string() }),
})
export type Operator = z.infer<typeof operatorSchema>

export const jobSchema = z.object({ jobId: z.string(), enrolleeId: z.string(), userId: z.string() })
export type MadeJob = z.infer<typeof jobSchema>

export const linkSchema = z.object({ linkId: z.string(), url: z.string(), userId: z.string() })
export type MadeLink = z.infer<typeof linkSchema>

/** The portal has taken the report. */
export const reportSchema = z.object({ status: z.literal(200) })
export type Reported = { status: number }
