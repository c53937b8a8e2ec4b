import { newsOf } from '@/lib/domain/circuit'
import type { StatusOutcome } from '@/lib/domain/provider'
import {
  ABSENT_IS_ODD_AFTER,
  DOUBT_READS,
  doubtDelay,
  failedReadDelay,
  LOST_AFTER,
  PERSON_AFTER,
  READ_UNTIL,
  REFUSED_READ_DELAY,
  readDelay,
  submitDelay,
} from '@/lib/domain/schedule'
import { type ClaimedJob, type HeldLease, releaseClaim } from '@/lib/server/claims'
import { type Move, moveJob, type NewEvent } from '@/lib/server/job-moves'
import { type Pending, pendingCallbacks } from '@/lib/server/pending-callbacks'
import { providerFor } from '@/lib/server/provider'
import { ClaimLost } from './claim-lost'
import { type JudgedMove, judgeCallbacks, judgedByEnd, judgedFacts, judgedMove, nextLook } from './confirm-callback'
import { type Trigger, verdictMove } from './verdict-move'

type Said = { outcome: string; code: string | null }

/**
 * Reads the provider's status and lets it move the job. Only this read does; a callback merely makes it
 * happen now. History gets a line when something new was learned or when a callback had asked.
 */
export async function readJobStatus(job: ClaimedJob, lease: HeldLease): Promise<void> {
  const provider = providerFor(job.environment)
  if (!provider) {
    const end = noMoreReads(job, job.statusReads, 'no_keys')
    if (!end) return releaseClaim(job, REFUSED_READ_DELAY)
    await moveJob(job, withCallbacks(job, end, await pendingCallbacks(job.id)))
    return
  }
  const pending = await pendingCallbacks(job.id)
  const trigger: Trigger = pending.asked ?? 'schedule'
  if (!lease.isHeld()) throw new ClaimLost()
  const status = await provider.readStatus({ jobId: job.id, userId: job.userId }, lease.signal)
  if (status.kind === 'result') {
    await moveJob(job, verdictMove(job, job.state, status.result, { trigger, callbacks: pending.callbacks }))
    return
  }
  // We stopped it ourselves, which says nothing of Smile ID: whoever comes next asks.
  if (status.kind === 'failed' && status.cause === 'stopped') return releaseClaim(job, 0)
  const said = saying(status)
  const known = pending.lastRead?.outcome === said.outcome && pending.lastRead.code === said.code
  // Dated by when the read began: a callback that arrives during it counts as newer.
  const told: NewEvent[] = [{ kind: 'status_read', at: pending.now, detail: { ...said, trigger } }]
  const move = withCallbacks(job, silentMove(job, status, trigger), pending)
  const isNew =
    pending.asked !== null || move.to !== job.state || (!known && isNews(job, status, pending.lastRead?.outcome))
  await moveJob(job, {
    ...move,
    events: [...(isNew ? told : []), ...(move.events ?? [])],
    news:
      status.kind === 'failed' ? newsOf('read', status.cause, status.retryAfterMs) : { kind: 'answers', call: 'read' },
  })
}

/** The move, and what it means for the callbacks. One that tells of a result makes further reads where none would come by itself. */
function withCallbacks(job: ClaimedJob, silent: Move, pending: Pending): Move {
  const move = job.resultCode === null && silent.next === null ? { ...silent, next: nextLook(pending) } : silent
  const { set, callbacks, events } = withoutResult(job, move, pending)
  return { ...move, set: { ...move.set, ...set }, callbacks, events: [...events, ...(move.events ?? [])] }
}

/**
 * What a read that brought no result makes of the callbacks. What is reported beside a verdict waits for none. The others
 * wait for the next read; where none will come any more they are held against the last result that a status gave, or else
 * against how the job ended, for nothing newer will ever judge them.
 */
function withoutResult(job: ClaimedJob, move: Move, { callbacks }: Pending): JudgedMove {
  if (move.next !== null) return judgedFacts(callbacks)
  const { resultCode } = job
  if (resultCode !== null) return judgedMove(resultCode, judgeCallbacks(resultCode, callbacks))
  return judgedByEnd({ end: 'failed', code: move.set?.failureCode ?? job.failureCode ?? '' }, callbacks)
}

/**
 * Whether history gets a line of what nobody asked for. That it is still being worked on only after something else was
 * said; that there is nothing (yet) when an accepted upload should long have been there.
 */
function isNews(
  { inDoubtMs, sinceUploadMs }: ClaimedJob,
  { kind }: Exclude<StatusOutcome, { kind: 'result' }>,
  before: string | undefined,
): boolean {
  if (kind === 'processing') return before === 'absent'
  if (kind === 'absent') return inDoubtMs === null && (sinceUploadMs ?? 0) >= ABSENT_IS_ODD_AFTER
  return true
}

function saying(status: Exclude<StatusOutcome, { kind: 'result' }>): Said {
  if (status.kind === 'failed') return { outcome: 'failed', code: status.cause }
  return { outcome: status.kind, code: status.kind === 'refused' ? status.code : null }
}

/** The move after a read that brought no result. Pure but for its jitter. */
function silentMove(job: ClaimedJob, status: Exclude<StatusOutcome, { kind: 'result' }>, trigger: Trigger): Move {
  const from = job.state
  const since = job.sinceUploadMs ?? job.ageMs
  // Whether the upload arrived is what we are asking.
  const { inDoubtMs } = job
  const inDoubt = inDoubtMs !== null
  // The reads stand for the time that has passed in doubt; one that was asked for before its time does not.
  const reads = job.statusReads + (inDoubt && trigger !== 'schedule' ? 0 : 1)
  const stay = { from, to: from, set: { statusReads: reads } }

  switch (status.kind) {
    case 'processing':
      if (inDoubt)
        return {
          from,
          to: 'processing',
          set: { phase: 'uploaded', statusReads: 0 },
          uploaded: true,
          billed: 'taken',
          next: readDelay(0),
        }
      return waitFor(job, reads)
    case 'absent':
      if (inDoubt && (reads >= DOUBT_READS || inDoubtMs > LOST_AFTER))
        return { ...stay, to: 'queued', billed: 'not_taken', next: nextTry(job, inDoubtMs) }
      if (inDoubt) return { ...stay, next: doubtDelay(reads, null, Math.random) }
      if (from === 'processing' && since > LOST_AFTER)
        return {
          ...stay,
          to: 'queued',
          uploaded: false,
          billed: 'not_taken',
          events: [{ kind: 'unsure', detail: { cause: 'absent' } }],
          next: nextTry(job, since),
        }
      return waitFor(job, reads)
    case 'refused':
      return noMoreReads(job, reads, 'status_refused') ?? { ...stay, next: REFUSED_READ_DELAY }
    case 'failed':
      return (
        noMoreReads(job, reads, inDoubt ? 'gave_up' : 'no_result') ?? {
          ...stay,
          next: inDoubt
            ? doubtDelay(reads, status.retryAfterMs, Math.random)
            : failedReadDelay(since, status.retryAfterMs, Math.random),
        }
      )
  }
}

/**
 * It has to be sent again: by the schedule of tries, of which the time spent asking is a part. Used up, it is at once,
 * and ends there.
 */
function nextTry({ attempts }: ClaimedJob, askedForMs: number): number {
  return Math.max((submitDelay(Math.max(attempts, 1), null, Math.random) ?? 0) - askedForMs, 0)
}

/** Nothing yet: the next read by the schedule, while there is something to wait for. */
function waitFor(job: ClaimedJob, statusReads: number): Move {
  const { state: from } = job
  const waiting = from === 'processing' || from === 'provisional' || from === 'unknown'
  const next = waiting ? readDelay(job.sinceUploadMs ?? 0) : null
  return noMoreReads(job, statusReads, 'no_result') ?? { from, to: from, set: { statusReads }, next }
}

/**
 * The end of all waiting, whatever the reads brought: no further one, and a job without any result goes to a person.
 * So does one of which nobody would say whether it arrived; its call stays open in the ledger, and whoever tries it
 * again has Smile ID asked first.
 */
function noMoreReads(job: ClaimedJob, statusReads: number, code: string): Move | null {
  const { state: from, inDoubtMs, sinceUploadMs, ageMs } = job
  const wantsResult = from === 'processing' || inDoubtMs !== null
  if ((inDoubtMs ?? sinceUploadMs ?? ageMs) < (wantsResult ? PERSON_AFTER : READ_UNTIL)) return null
  if (!wantsResult) return { from, to: from, set: { statusReads }, next: null }
  return { from, to: 'failed', set: { failureCode: code }, events: [{ kind: 'failed', detail: { code } }], next: null }
}
