import 'server-only'
import { type Environment, environments } from '@/lib/domain/environment'
import type { Provider } from '@/lib/domain/provider'
import { createSmileIdV1 } from '@/lib/smile-id/client'
import { env } from './env'
import { callbackToken } from './secrets'

/** What one environment of the provider is reached and known by. */
export type ProviderAccount = { environment: Environment; baseUrl: string; partnerId: string; apiKey: string }

function account(environment: Environment): ProviderAccount | null {
  const settings = env()
  const [baseUrl, partnerId, apiKey] =
    environment === 'SANDBOX'
      ? [settings.SMILE_ID_SANDBOX_URL, settings.SMILE_ID_SANDBOX_PARTNER_ID, settings.SMILE_ID_SANDBOX_API_KEY]
      : [
          settings.SMILE_ID_PRODUCTION_URL,
          settings.SMILE_ID_PRODUCTION_PARTNER_ID,
          settings.SMILE_ID_PRODUCTION_API_KEY,
        ]
  return partnerId && apiKey ? { environment, baseUrl, partnerId, apiKey } : null
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
  return one.partnerId === other.partnerId && one.apiKey === other.apiKey
}

/** Where the provider sends this job's callbacks. The token is a secret of this one job. */
export function callbackUrl(jobId: string): string {
  return `${env().KIOO_URL}/api/callbacks/smile-id/${callbackToken(jobId)}`
}
