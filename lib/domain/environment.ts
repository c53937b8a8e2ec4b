import { z } from 'zod'

/** Smile ID keeps sandbox and production apart: other keys, other enrollees, other money. */
export const environments = ['SANDBOX', 'PRODUCTION'] as const

export const environmentSchema = z.enum(environments)

export type Environment = z.infer<typeof environmentSchema>

/** The environment as people read it. */
export const environmentName: Record<Environment, string> = { SANDBOX: 'Sandbox', PRODUCTION: 'Production' }
