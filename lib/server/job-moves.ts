import 'server-only'
import { DatabaseError } from 'pg'
import { z } from 'zod'
import type { ProviderNews } from '@/lib/domain/circuit'
import type { BilledOutcome } from '@/lib/domain/cost'
import { isFinal, type JobPhase, type JobState, mayMove } from '@/lib/domain/job'
import type { JobEventDetail, JobEventKind } from '@/lib/domain/job-event'
import { GUARD_PREFIX } from './billed-calls'
import type { Claim } from './claims'
import { moveSql, moveValues } from './job-move-sql'
import { log } from './log'
import { newId } from './new-id'
import { plainText } from './plain-text'
import { pool } from './pool'
import { signalCallback, signalJob, signalLink } from './signal'

/** What the database's clock says is filled in by it. */
type ByTheDatabase = { put_off: 'at' }
type NewDetail<K extends JobEventKind> = K extends keyof ByTheDatabase
  ? Omit<JobEventDetail[K], ByTheDatabase[K]>
  : JobEventDetail[K]

/** One line of history to be written with a move. `at`: by the database's clock, where it was begun before. */
export type NewEvent = { [K in JobEventKind]: { kind: K; detail: NewDetail<K>; at?: Date } }[JobEventKind]

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
    /** A report has come that a person has to look at. */
    reportWaits?: true
    /** Two results disagree, and a person has to look. */
    conflictWaits?: true
  }
  events?: NewEvent[]
  /** Whether the provider has the frames: the status reads are counted from the first time it is said. */
  uploaded?: boolean
  /** An approved registration puts its selfie on file; one whose approval is taken back no longer does. */
  enrollee?: 'enrolled' | 'unenrolled'
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
 * Moves a job, writes its history and sets its next step: one statement, so all of it or nothing. The only writer of
 * a job's state beside a person's redrive. It repeats the claim's fence and the state moved from; false means that
 * somebody else holds the job now and the caller has to stop, before any further call to the provider. Throws
 * AlreadyBought, having done nothing, when the move would buy what was bought before.
 */
export async function moveJob(claim: Claim, move: Move): Promise<boolean> {
  if (move.from !== move.to && !mayMove(move.from, move.to)) throw new Error(`No way from ${move.from} to ${move.to}`)
  const events = (move.events ?? []).map((event) => ({ id: newId(), ...event }))
  const hold = move.next === 'hold'
  const { news } = move
  const { rows } = await run(
    moveValues({
      jobId: claim.id,
      fence: claim.fence,
      from: move.from,
      set: json({ ...move.set, state: move.to }),
      uploaded: move.uploaded ?? null,
      hasEnded: isFinal(move.to) || move.to === 'failed',
      holds: hold,
      nextInMs: hold ? null : move.next,
      events: json(events),
      judgements: json(move.callbacks ?? []),
      enrollee: move.enrollee ?? null,
      billedCallId: newId(),
      billed: move.billed ?? null,
      news: news?.kind ?? null,
      call: news?.call ?? null,
      probeInMs: news?.kind === 'fails' ? news.waitMs : null,
      healed: move.healed ?? null,
    }),
  )
  const [moved] = z.array(movedSchema).parse(rows)
  if (!moved) return false
  // After the commit: pages may read the row as soon as they hear of it.
  void signalJob(claim.id)
  // A link's page shows how its jobs stand.
  if (moved.linkId && move.from !== move.to) void signalLink(moved.linkId)
  if (move.set?.conflictWaits) log.warn('the results of a job disagree', { jobId: claim.id, state: move.to })
  for (const { id } of move.callbacks ?? []) void signalCallback(id)
  return true
}

const movedSchema = z.object({ linkId: z.uuid().nullable() })

async function run(values: unknown[]) {
  try {
    return await pool().query({ name: 'move-job', text: moveSql, values })
  } catch (thrown) {
    if (thrown instanceof DatabaseError && thrown.constraint?.startsWith(GUARD_PREFIX)) throw new AlreadyBought()
    throw thrown
  }
}

function json(value: object): string {
  return JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'string' ? plainText(entry) : entry))
}
