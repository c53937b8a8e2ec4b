import 'server-only'
import { FAILURES_TO_OPEN, PROBE_EVERY_MS } from '@/lib/domain/circuit'

const probeLater = `now() + interval '${PROBE_EVERY_MS} milliseconds'`

/**
 * Which of the `due` jobs may be taken up, as parts of a statement's `with`; the last of them is `admitted` (id, isProbe).
 * While no open circuit holds a job back it is admitted. While one does, one job every PROBE_EVERY_MS is, as a probe; and those
 * that call nobody (`callsNobody`). Only a probe locks the circuit's row, behind its job's (docs/decisions/021).
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
 * What a job's move tells the circuit about the provider: two parts of the move's own statement.
 *
 * `failing` counts a failure; of the same job only once in a row, for one job's bad luck is no outage. Enough of them
 * open the circuit, and while it is open each further one, of whichever job, puts off the next probe. `sendingOnly` stays
 * true while nothing but sending has failed since the last answer.
 *
 * `answering` closes the circuit. An answered question does not, where only sending fails: questions go to another
 * service.
 *
 * All arguments are SQL; `moved` names the moved job's row, `news` is 'answers', 'fails' or null, `call` a CallKind.
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
