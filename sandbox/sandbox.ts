import type { Alarms } from './alarms'
import type { Lanes } from './lanes'
import type { openOccasions } from './lots'
import type { Settings } from './settings'
import type { Store } from './store'

/** What every part works with. */
export type Sandbox = {
  settings: Settings
  store: Store
  alarms: Alarms
  /** Judging takes a processor's time, so only a few jobs are judged at once. */
  inLane: Lanes
  now: () => number
  /** How often each rule of the scenario has come up for each job. */
  occasions: ReturnType<typeof openOccasions>
  /** Signs the links to pictures. */
  secret: string
  /** Fires when the sandbox closes, so that no delivery outlives it. */
  closing: AbortSignal
}

export function apiKeyOf({ settings }: Sandbox, partnerId: string): string | undefined {
  return settings.partners.find((partner) => partner.id === partnerId)?.apiKey
}
