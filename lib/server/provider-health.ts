import 'server-only'
import { z } from 'zod'
import { type CircuitState, circuitState } from '@/lib/domain/circuit'
import { environmentSchema, environments } from '@/lib/domain/environment'
import { pool } from './pool'
import { isConfigured } from './provider'

const circuitSchema = z.object({
  environment: environmentSchema,
  openedAt: z.date().nullable(),
  nextProbeAt: z.date().nullable(),
  failures: z.number().int(),
  waiting: z.number().int(),
  putOff: z.number().int(),
  cause: z.string().nullable(),
  now: z.date(),
})

type ProviderHealth = {
  environment: z.infer<typeof environmentSchema>
  state: CircuitState
  /** Since when the provider is not answering; null: it is. */
  since: Date | null
  /** When the next job is sent to see whether it works again; null: everything is sent. */
  nextProbeAt: Date | null
  /** Calls that failed one after the other. */
  failures: number
  /** Jobs that are due and have nobody working on them. */
  waiting: number
  /** Jobs whose last try failed, while the provider has answered nobody since: zero as soon as it answers anybody. */
  putOff: number
  /** Why the last call failed, as its job's history says it; null: none did, or it is not known. */
  cause: string | null
}

/** How each environment that has keys is doing, as all workers together have found. Times are the database's. */
export async function providerHealth(): Promise<ProviderHealth[]> {
  const { rows } = await pool().query({
    name: 'provider-health',
    text: `
      select given."environment", "openedAt", "nextProbeAt", coalesce("failures", 0) as "failures", now() as "now",
             (select count(*)::int from "Job" as job where job."environment" = given."environment"
                 and job."leaseUntil" is null and job."nextStepAt" < now()) as "waiting",
             case when coalesce("failures", 0) = 0 then 0 else
               (select count(*)::int from "Job" as job where job."environment" = given."environment"
                   and (job."state" in ('queued', 'submitting') and job."attempts" > 0
                     or job."state" = 'unknown' and job."nextStepAt" is not null)) end as "putOff",
             (select event."detail"->>'cause' from "JobEvent" as event
               where event."jobId" = circuit."lastJobId" and event."kind" <> 'sending'
               order by event."at" desc, event."id" desc limit 1) as "cause"
        from unnest($1::"Environment"[]) as given("environment")
        left join "Circuit" as circuit on circuit."environment" = given."environment"`,
    values: [environments.filter(isConfigured)],
  })
  return z
    .array(circuitSchema)
    .parse(rows)
    .map(({ now, openedAt: since, ...circuit }) => ({
      ...circuit,
      since,
      state: circuitState({ ...circuit, openedAt: since }, now),
    }))
}
