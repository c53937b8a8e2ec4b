import { healthParts, isReady, providerAnswers } from '@/lib/domain/health'
import { readHealth } from '@/lib/server/health'

export const dynamic = 'force-dynamic'

/**
 * Whether requests should be sent here, and which part is not well. For load balancers and alarms: states and
 * numbers, no names and no addresses.
 */
export async function GET(): Promise<Response> {
  const health = await readHealth()
  const parts = healthParts(health)
  const ok = isReady(parts)
  const { missingMigrations, workerSilentMs, skewMs, providers } = health
  const body = {
    ok,
    parts: {
      running: { ok: parts.running },
      database: { ok: parts.database, state: health.database },
      migrations: { ok: parts.migrations, missing: missingMigrations },
      worker: { ok: parts.worker, silentMs: workerSilentMs },
      provider: {
        ok: parts.provider,
        environments: providers.map((provider) => ({
          environment: provider.environment,
          ok: providerAnswers(provider),
          silentSince: provider.silentSince,
          putOff: provider.putOff,
        })),
      },
      clock: {
        ok: parts.clock,
        databaseSkewMs: skewMs,
        providers: providers.map((provider) => ({ environment: provider.environment, skewMs: provider.skewMs })),
      },
    },
  }
  const headers = { 'cache-control': 'no-store', ...(ok ? {} : { 'retry-after': '5' }) }
  return Response.json(body, { status: ok ? 200 : 503, headers })
}
