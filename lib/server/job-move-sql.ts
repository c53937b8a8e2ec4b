import 'server-only'
import { billedSql } from './billed-calls'
import { circuitSql } from './circuit'
import { bellSql } from './queue'

const columns = [
  'state',
  'phase',
  'attempts',
  'statusReads',
  'smileJobId',
  'resultCode',
  'resultText',
  'confidence',
  'revision',
  'failureCode',
  'reportWaits',
  'conflictWaits',
]
const list = (prefix: string) => columns.map((name) => `${prefix}"${name}"`).join(', ')

/** What the statement is given, in the order of its parameters. */
const names = [
  'jobId',
  'fence',
  'from',
  'set',
  'uploaded',
  'hasEnded',
  'holds',
  'nextInMs',
  'events',
  'judgements',
  'enrollee',
  'billedCallId',
  'billed',
  'news',
  'probeInMs',
  'healed',
  'call',
] as const
type Name = (typeof names)[number]
const at = (name: Name) => `$${names.indexOf(name) + 1}`

/** The statement's values, by name; null is given in so many words. */
export const moveValues = (given: Record<Name, unknown>): unknown[] => names.map((name) => given[name])

// What `set` does not name keeps its value. least() ignores null: a step that a callback asked for during the claim comes
// first, and rings at once (columns keep milliseconds); for what is due later the sweep rings. What a person at Smile ID
// approves weeks later does not replace a selfie that was sent after it.
// The last select names every part that is a query, since PostgreSQL skips what nobody reads.
export const moveSql = `
  with moved as (
    update "Job" as job
       set (${list('')}) = (select ${list('new.')} from jsonb_populate_record(job, ${at('set')}::jsonb) as new),
           "uploadedAt" = case ${at('uploaded')}::boolean when true then coalesce(job."uploadedAt", now())
             when false then null else job."uploadedAt" end,
           "finishedAt" = case when ${at('hasEnded')}::boolean then
             case when job."state"::text = ${at('set')}::jsonb->>'state' then job."finishedAt" else now() end end,
           "leaseUntil" = case when ${at('holds')}::boolean then job."leaseUntil" end,
           "nextStepAt" = case when ${at('holds')}::boolean then job."nextStepAt"
             else least(job."nextStepAt", now() + ${at('nextInMs')}::float8 * interval '1 millisecond') end
     where job."id" = ${at('jobId')}::uuid and job."fence" = ${at('fence')}::int and job."state" = ${at('from')}::"JobState"
    returning job."id", job."enrolleeId", job."uploadedAt", job."nextStepAt", job."environment", job."captureId", job."type", job."boughtById", job."linkId"
  ), noted as (
    insert into "JobEvent" ("id", "jobId", "at", "kind", "detail")
    select event."id", moved."id", coalesce(event."at", now()), event."kind",
           case event."kind" when 'put_off' then event."detail" || jsonb_build_object('at', moved."nextStepAt")
             else event."detail" end
      from moved, jsonb_to_recordset(${at('events')}::jsonb) as event("id" uuid, "at" timestamptz, "kind" text, "detail" jsonb)
  ), judged as (
    update "Callback" as callback set "state" = judgement."state"::"CallbackState"
      from moved, jsonb_to_recordset(${at('judgements')}::jsonb) as judgement("id" uuid, "state" text)
     where callback."id" = judgement."id" and callback."jobId" = moved."id"
  ), enrolled as (
    update "Enrollee" as enrollee
       set "enrolledAt" = case when ${at('enrollee')}::text = 'enrolled' then now() end,
           "enrolledJobId" = case when ${at('enrollee')}::text = 'enrolled' then moved."id" end
      from moved
     where enrollee."id" = moved."enrolleeId"
       and case ${at('enrollee')}::text
             when 'enrolled' then not exists (select from "Job" as later where later."id" = enrollee."enrolledJobId"
                                                 and later."uploadedAt" > moved."uploadedAt")
             when 'unenrolled' then enrollee."enrolledJobId" = moved."id" end
  ), healed as (
    insert into "Healing" ("jobId", "trigger", "afterMs")
    select moved."id", ${at('healed')}::text, extract(epoch from now() - moved."uploadedAt") * 1000
      from moved where ${at('healed')}::text is not null
    on conflict ("jobId") do nothing
  ), ${billedSql({ moved: 'moved', id: at('billedCallId'), outcome: at('billed') })},
  ${circuitSql({ moved: 'moved', news: at('news'), call: at('call'), waitMs: at('probeInMs') })}, rung as (
    select ${bellSql('moved."id"', 'moved."nextStepAt"')} from moved where not ${at('holds')}::boolean and moved."nextStepAt" <= now() + interval '1 millisecond'
  )
  select moved."linkId", (select count(*) from rung) from moved`
