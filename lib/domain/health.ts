import type { Environment } from './environment'

/** A worker says that it lives every 5 s; silent for this long it is gone. Milliseconds. */
const WORKER_SILENT_MS = 30_000
/** Our clock against the database's: beyond this, signatures are judged by a wrong time. Milliseconds. */
export const DATABASE_SKEW_MAX_MS = 5_000
/** The provider's clock against ours: it refuses requests whose time is too far off. Milliseconds. */
export const PROVIDER_SKEW_MAX_MS = 60_000

export type ProviderState = {
  environment: Environment
  /** Since when it has given no answer that can be used; null: it does. */
  silentSince: Date | null
  /** Why the last call failed (FailureCause); null: none did, or it is not known. */
  cause: string | null
  /** Its clock against ours; null: not known. */
  skewMs: number | null
  /** Jobs that wait to be sent. */
  waiting: number
  /** Jobs whose last try failed, while it has answered nobody since. */
  putOff: number
}

/** How the parts of the portal are doing. Null where the database would have to say and does not answer. */
export type Health = {
  /** Whether it answers, and keeps what it has acknowledged through a crash. */
  database: 'ok' | 'silent' | 'not_durable'
  /** Changes of the database that this version needs and has not got. */
  missingMigrations: number | null
  /** Milliseconds since the last sign of life of any worker. */
  workerSilentMs: number | null
  /** The database's clock minus ours. */
  skewMs: number | null
  providers: readonly ProviderState[]
  isStopping: boolean
}

type HealthParts = Record<'database' | 'migrations' | 'worker' | 'clock' | 'provider' | 'running', boolean>

/** Whether the provider answers, as far as the last calls tell: an outage begins before it is called one. */
export function providerAnswers({ silentSince, putOff }: ProviderState): boolean {
  return silentSince === null && putOff === 0
}

/** Which parts are well. Pure. */
export function healthParts(health: Health): HealthParts {
  const { database, missingMigrations, workerSilentMs, skewMs, providers, isStopping } = health
  return {
    database: database === 'ok',
    migrations: missingMigrations === 0,
    worker: workerSilentMs !== null && workerSilentMs <= WORKER_SILENT_MS,
    clock:
      Math.abs(skewMs ?? 0) <= DATABASE_SKEW_MAX_MS &&
      providers.every((provider) => Math.abs(provider.skewMs ?? 0) <= PROVIDER_SKEW_MAX_MS),
    provider: providers.every(providerAnswers),
    running: !isStopping,
  }
}

/**
 * Whether this process should be sent requests. A silent provider and a wrong clock are alarms and no reason to turn
 * people and callbacks away: what comes in is kept and goes out later.
 */
export function isReady({ database, migrations, worker, running }: HealthParts): boolean {
  return database && migrations && worker && running
}
