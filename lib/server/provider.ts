import 'server-only'
import { type Environment, environments } from '@/lib/domain/environment'
import type { Provider } from '@/lib/domain/provider'
import { createSmileIdV1 } from '@/lib/smile-id/client'
import { confirmingKeys } from '@/lib/smile-id/signature'
import { env } from './env'
import { callbackToken } from './secrets'

/** What one environment of the provider is reached and known by. */
export type ProviderAccount = {
  environment: Environment
  baseUrl: string
  partnerId: string
  /** Signs what we send, and confirms what we get. */
  apiKey: string
  /** Confirms what we get, while one key is being replaced by the next. */
  previousApiKey?: string
}

function account(environment: Environment): ProviderAccount | null {
  const {
    [`SMILE_ID_${environment}_URL` as const]: baseUrl,
    [`SMILE_ID_${environment}_PARTNER_ID` as const]: partnerId,
    [`SMILE_ID_${environment}_API_KEY` as const]: apiKey,
    [`SMILE_ID_${environment}_PREVIOUS_API_KEY` as const]: previousApiKey,
  } = env()
  if (!partnerId || !apiKey) return null
  return { environment, baseUrl, partnerId, apiKey, ...(previousApiKey && { previousApiKey }) }
}

/** Whether this environment has its own partner id and key. */
export function isConfigured(environment: Environment): boolean {
  return account(environment) !== null
}

/** The provider as this environment's account reaches it; null when the environment has no keys. */
export function providerFor(environment: Environment): Provider | null {
  const found = account(environment)
  return found && createSmileIdV1(found)
}

/** Every configured environment: callbacks are checked with their keys. */
export function accounts(): ProviderAccount[] {
  return environments.flatMap((environment) => account(environment) ?? [])
}

/** Whether two accounts sign alike: one partner may use one key for both environments. */
export function sameAccount(one: ProviderAccount, other: ProviderAccount): boolean {
  const { apiKeys } = confirmingKeys(other)
  return one.partnerId === other.partnerId && confirmingKeys(one).apiKeys.some((key) => apiKeys.includes(key))
}

/** Where the provider sends this job's callbacks. The token is a secret of this one job. */
export function callbackUrl(jobId: string): string {
  return `${env().KIOO_URL}/api/callbacks/smile-id/${callbackToken(jobId)}`
}
