import { z } from 'zod'

/** Smile ID keeps sandbox and production apart: other keys, other enrollees, other money. */
export const environments = ['SANDBOX', 'PRODUCTION'] as const

export const environmentSchema = z.enum(environments)

export type Environment = z.infer<typeof environmentSchema>

/** The environment as people read it. */
export const environmentName: Record<Environment, string> = { SANDBOX: 'Sandbox', PRODUCTION: 'Production' }

/**
 * What a list can be narrowed to: the environments with keys, and the one it is narrowed to already, so that it can be
 * taken off. Empty where there is nothing to choose.
 */
export function environmentsToShow(configured: readonly Environment[], chosen: Environment | null): Environment[] {
  const shown = environments.filter((environment) => environment === chosen || configured.includes(environment))
  return shown.length > 1 || chosen ? shown : []
}
