import type { Environment } from '@/lib/domain/environment'
import { pool } from '@/lib/server/pool'
import { accounts } from '@/lib/server/provider'
import { type ProbeAnswer, probe } from '@/lib/smile-id/probe'

/** However many workers there are, each environment is asked once in this time. Seconds. */
const EVERY_S = 25

/** Asks every environment whether it answers, and writes down since when it has not. */
export async function probeProviders(signal: AbortSignal): Promise<void> {
  for (const { environment, baseUrl } of accounts())
    if (await isOurTurn(environment)) {
      const answer = await probe(baseUrl, signal)
      if (!signal.aborted) await keepAnswer(environment, answer)
    }
}

async function isOurTurn(environment: Environment): Promise<boolean> {
  const { rowCount } = await pool().query({
    name: 'take-probe',
    text: `
      insert into "ProviderProbe" as probe ("environment") values ($1)
      on conflict ("environment") do update set "askedAt" = now()
       where probe."askedAt" < now() - interval '${EVERY_S} seconds'`,
    values: [environment],
  })
  return rowCount === 1
}

async function keepAnswer(environment: Environment, answer: ProbeAnswer): Promise<void> {
  await pool().query({
    name: 'keep-probe',
    text: `
      update "ProviderProbe"
         set "answeredAt" = case when $2::boolean then now() else "answeredAt" end,
             "silentSince" = case when $2::boolean then null else coalesce("silentSince", now()) end,
             "cause" = $3, "skewMs" = case when $2::boolean then $4::int else "skewMs" end
       where "environment" = $1`,
    values: [environment, answer.answers, answer.answers ? null : answer.cause, answer.answers ? answer.skewMs : null],
  })
}
