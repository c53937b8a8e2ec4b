import 'server-only'
import { FAILURES_TO_OPEN, PROBE_EVERY_MS } from '@/lib/domain/circuit'

const probeLater = `now() + interval '${PROBE_EVERY_MS} milliseconds'`

/**
 * Who of the `due` jobs may be taken up: everybody while the circuit is closed; one job every 10 s while it is open,
 * beside those that call nobody (`callsNobody`). The circuit's row is locked only for taking a probe, after the job's:
 * the order of a move. For a statement's `with`; adds `admitted` (id, isProbe).
 */
export function admittedSql(due: string): string {
  return `
  probe as (
    update "Circuit" as circuit set "nextProbeAt" = ${probeLater} from ${due}
     where circuit."environment" = ${due}."environment" and circuit."openedAt" is not null and circuit."nextProbeAt" <= now()
       and not ${due}."callsNobody"
    returning circuit."environment"
  ), admitted as (
    select ${due}."id", exists (select from probe) as "isProbe" from ${due}
     where ${due}."callsNobody" or exists (select from probe) or not exists (${openCircuitSql(`${due}."environment"`)})
  )`
}

/** The open circuit of an environment, if it is open; for `exists`. */
export function openCircuitSql(environment: string, condition = 'true'): string {
  return `select from "Circuit" as circuit
      where circuit."environment" = ${environment} and circuit."openedAt" is not null and ${condition}`
}

/**
 * What a job's move tells of the provider, as parts of that move. A job that fails again tells nothing new: one
 * job's bad luck is no outage. All arguments are SQL; `news` is 'answers', 'fails' or null.
 */
export function circuitSql({ moved, news, waitMs }: { moved: string; news: string; waitMs: string }): string {
  const opens = `circuit."failures" + 1 >= ${FAILURES_TO_OPEN}`
  return `
  failing as (
    insert into "Circuit" as circuit ("environment", "failures", "lastJobId")
    select ${moved}."environment", 1, ${moved}."id" from ${moved} where ${news}::text = 'fails'
    on conflict ("environment") do update
       set "failures" = circuit."failures" + 1, "lastJobId" = excluded."lastJobId",
           "openedAt" = case when ${opens} then coalesce(circuit."openedAt", now()) end,
           "nextProbeAt" = case when ${opens}
             then greatest(circuit."nextProbeAt", now() + ${waitMs}::float8 * interval '1 millisecond') end
     where circuit."openedAt" is not null or circuit."lastJobId" is distinct from excluded."lastJobId"
  ), answering as (
    update "Circuit" as circuit set "failures" = 0, "lastJobId" = null, "openedAt" = null, "nextProbeAt" = null
      from ${moved}
     where ${news}::text = 'answers' and circuit."environment" = ${moved}."environment" and circuit."failures" > 0
  )`
}
