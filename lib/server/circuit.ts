import 'server-only'
import { FAILURES_TO_OPEN, PROBE_EVERY_MS } from '@/lib/domain/circuit'

const probeLater = `now() + interval '${PROBE_EVERY_MS} milliseconds'`

/**
 * Who of the `due` jobs may be taken up: everybody while no open circuit holds them back; one job every 10 s while one
 * does, beside those that call nobody (`callsNobody`). The circuit's row is locked only for taking a probe, after the
 * job's: the order of a move. For a statement's `with`; adds `admitted` (id, isProbe).
 */
export function admittedSql(due: string): string {
  return `
  probe as (
    update "Circuit" as circuit set "nextProbeAt" = ${probeLater} from ${due}
     where ${holdsBack(due)} and circuit."nextProbeAt" <= now() and not ${due}."callsNobody"
    returning circuit."environment"
  ), admitted as (
    select ${due}."id", exists (select from probe) as "isProbe" from ${due}
     where ${due}."callsNobody" or exists (select from probe) or not exists (${holdingCircuitSql(due)})
  )`
}

/** Whether a job is to be sent, or else only asked after; SQL. */
export const isSendSql = (job: string) => `${job}."state" in ('queued', 'submitting')`

/** `job` has an environment and `isSend`. While only sending fails, those that are asked after go on. */
const holdsBack = (job: string) =>
  `circuit."environment" = ${job}."environment" and circuit."openedAt" is not null
       and (${job}."isSend" or not circuit."sendingOnly")`

/** The open circuit that holds a job back, if there is one; for `exists`. `job`: environment and isSend. */
export function holdingCircuitSql(job: string): string {
  return `select from "Circuit" as circuit where ${holdsBack(job)}`
}

/**
 * What a job's move tells of the provider, as parts of that move. A job that fails again tells nothing new: one
 * job's bad luck is no outage. An answered question is no end of an outage in which only sending fails.
 * All arguments are SQL; `news` is 'answers', 'fails' or null, `call` a CallKind.
 */
export function circuitSql({
  moved,
  news,
  call,
  waitMs,
}: Record<'moved' | 'news' | 'call' | 'waitMs', string>): string {
  const opens = `circuit."failures" + 1 >= ${FAILURES_TO_OPEN}`
  return `
  failing as (
    insert into "Circuit" as circuit ("environment", "failures", "lastJobId", "sendingOnly")
    select ${moved}."environment", 1, ${moved}."id", ${call}::text = 'send' from ${moved} where ${news}::text = 'fails'
    on conflict ("environment") do update
       set "failures" = circuit."failures" + 1, "lastJobId" = excluded."lastJobId",
           "sendingOnly" = excluded."sendingOnly" and (circuit."sendingOnly" or circuit."failures" = 0),
           "openedAt" = case when ${opens} then coalesce(circuit."openedAt", now()) end,
           "nextProbeAt" = case when ${opens}
             then greatest(circuit."nextProbeAt", now() + ${waitMs}::float8 * interval '1 millisecond') end
     where circuit."openedAt" is not null or circuit."lastJobId" is distinct from excluded."lastJobId"
  ), answering as (
    update "Circuit" as circuit set "failures" = 0, "lastJobId" = null, "openedAt" = null, "nextProbeAt" = null
      from ${moved}
     where ${news}::text = 'answers' and circuit."environment" = ${moved}."environment" and circuit."failures" > 0
       and (${call}::text = 'send' or not circuit."sendingOnly")
  )`
}
