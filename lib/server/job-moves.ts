import 'server-only'
import { DatabaseError } from 'pg'
import type { ProviderNews } from '@/lib/domain/circuit'
import type { BilledOutcome } from '@/lib/domain/cost'
import { isFinal, type JobPhase, type JobState, mayMove } from '@/lib/domain/job'
import type { JobEventDetail, JobEventKind } from '@/lib/domain/job-event'
import { billedSql, GUARD_PREFIX } from './billed-calls'
import { circuitSql } from './circuit'
import type { Claim } from './claims'
import { newId } from './new-id'
import { plainText } from './plain-text'
import { pool } from './pool'
import { bellSql } from './queue'
import { signalCallback, signalJob } from './signal'

/** What the database's clock says is filled in by it. */
type ByTheDatabase = { put_off: 'at' }
type NewDetail<K extends JobEventKind> = K extends keyof ByTheDatabase
  ? Omit<JobEventDetail[K], ByTheDatabase[K]>
  : JobEventDetail[K]

/** One line of history to be written with a move. */
export type NewEvent = { [K in JobEventKind]: { kind: K; detail: NewDetail<K> } }[JobEventKind]

export type Move = {
  from: JobState
  /** The same as `from`: the job stays, and something about it is written down. */
  to: JobState
  set?: {
    phase?: JobPhase | null
    attempts?: number
    statusReads?: number
    smileJobId?: string
    resultCode?: string
    resultText?: string
    confidence?: number | null
    revision?: number
    failureCode?: string | null
  }
  events?: NewEvent[]
  /** Whether the provider has the frames: the status reads are counted from the first time it is said. */
  uploaded?: boolean
  /** An approved registration puts its selfie on file; one whose approval is taken back no longer does. */
  enrollee?: 'enrolled' | 'withdrawn'
  /** Callbacks that the status read has judged. */
  callbacks?: { id: string; state: 'applied' | 'contradicts' | 'kept' }[]
  /** `open`: a call that may cost money is about to be made. The others: what is known of it now. */
  billed?: BilledOutcome
  /** What this job's call has told about the provider as a whole. */
  news?: ProviderNews | undefined
  /** A verdict that no callback had asked for: what found it. */
  healed?: 'schedule' | 'recovery' | undefined
  /** Milliseconds until the next step, null: nothing left to do, 'hold': the claimant goes on. */
  next: number | null | 'hold'
}

/** The ledger says that this was bought before: a person has to decide. */
export class AlreadyBought extends Error {
  override name = 'AlreadyBought'
}

/**
 * Moves a job, writes its history and sets its next step: one statement, so all of it or nothing. The only
 * writer of a job's state. It repeats the claim's fence and the state moved from; false means that somebody
 * else holds the job now and the caller has to stop, before any further call to the provider. Throws
 * AlreadyBought, having done nothing, when the move would buy what was bought before.
 */
export async function moveJob(claim: Claim, move: Move): Promise<boolean> {
  if (move.from !== move.to && !mayMove(move.from, move.to)) throw new Error(`No way from ${move.from} to ${move.to}`)
  const events = (move.events ?? []).map((event) => ({ id: newId(), ...event }))
  const hold = move.next === 'hold'
  const { rowCount } = await run([
    claim.id,
    claim.fence,
    move.from,
    json({ ...move.set, state: move.to }),
    move.uploaded ?? null,
    isFinal(move.to) || move.to === 'failed',
    hold,
    hold ? null : move.next,
    json(events),
    json(move.callbacks ?? []),
    move.enrollee ?? null,
    newId(),
    move.billed ?? null,
    typeof move.news === 'object' ? 'fails' : move.news,
    typeof move.news === 'object' ? move.news.fails : null,
    move.healed ?? null,
  ])
  if (rowCount === 0) return false
  // After the commit: pages may read the row as soon as they hear of it.
  void signalJob(claim.id)
  for (const { id } of move.callbacks ?? []) void signalCallback(id)
  return true
}

async function run(values: unknown[]) {
  try {
    return await pool().query({ name: 'move-job', text: statement, values })
  } catch (thrown) {
    if (thrown instanceof DatabaseError && thrown.constraint?.startsWith(GUARD_PREFIX)) throw new AlreadyBought()
    throw thrown
  }
}

function json(value: object): string {
  return JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'string' ? plainText(entry) : entry))
}

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
]
const list = (prefix: string) => columns.map((name) => `${prefix}"${name}"`).join(', ')

// What $4 does not name keeps its value. least() ignores null: a step that a callback asked for during the
// claim comes first. The last select names every part that is a query, since PostgreSQL skips what nobody reads.
const statement = `
  with moved as (
    update "Job" as job
       set (${list('')}) = (select ${list('new.')} from jsonb_populate_record(job, $4::jsonb) as new),
           "uploadedAt" = case $5::boolean when true then coalesce(job."uploadedAt", now())
             when false then null else job."uploadedAt" end,
           "finishedAt" = case when $6::boolean then
             case when job."state"::text = $4::jsonb->>'state' then job."finishedAt" else now() end end,
           "leaseUntil" = case when $7::boolean then job."leaseUntil" end,
           "nextStepAt" = case when $7::boolean then job."nextStepAt"
             else least(job."nextStepAt", now() + $8::float8 * interval '1 millisecond') end
     where job."id" = $1::uuid and job."fence" = $2::int and job."state" = $3::"JobState"
    returning job."id", job."enrolleeId", job."uploadedAt", job."nextStepAt", job."environment", job."captureId", job."type", job."boughtById"
  ), noted as (
    insert into "JobEvent" ("id", "jobId", "kind", "detail")
    select event."id", moved."id", event."kind",
           case event."kind" when 'put_off' then event."detail" || jsonb_build_object('at', moved."nextStepAt")
             else event."detail" end
      from moved, jsonb_to_recordset($9::jsonb) as event("id" uuid, "kind" text, "detail" jsonb)
  ), judged as (
    update "Callback" as callback set "state" = judgement."state"::"CallbackState"
      from moved, jsonb_to_recordset($10::jsonb) as judgement("id" uuid, "state" text)
     where callback."id" = judgement."id" and callback."jobId" = moved."id"
  ), enrolled as (
    update "Enrollee" as enrollee
       set "enrolledAt" = case when $11::text = 'enrolled' then now() end,
           "enrolledJobId" = case when $11::text = 'enrolled' then moved."id" end
      from moved
     where enrollee."id" = moved."enrolleeId"
       and ($11::text = 'enrolled' or $11::text = 'withdrawn' and enrollee."enrolledJobId" = moved."id")
  ), healed as (
    insert into "Healing" ("jobId", "trigger", "afterMs")
    select moved."id", $16::text, extract(epoch from now() - moved."uploadedAt") * 1000
      from moved where $16::text is not null
    on conflict ("jobId") do nothing
  ), ${billedSql({ moved: 'moved', id: '$12', outcome: '$13' })},
  ${circuitSql({ moved: 'moved', news: '$14', waitMs: '$15' })}, rung as (
    select ${bellSql('moved."id"', 'moved."nextStepAt"')} from moved where not $7::boolean and moved."nextStepAt" is not null
  )
  select moved."id", (select count(*) from rung) from moved`
