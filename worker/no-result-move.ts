import type { StatusOutcome } from '@/lib/domain/provider'
import {
  DOUBT_READS,
  doubtDelay,
  failedReadDelay,
  LOST_AFTER_MS,
  PERSON_AFTER_MS,
  READ_UNTIL_MS,
  REFUSED_READ_DELAY_MS,
  readDelay,
  submitDelay,
} from '@/lib/domain/schedule'
import type { ClaimedJob } from '@/lib/server/claims'
import type { Move } from '@/lib/server/job-moves'
import type { Trigger } from './verdict-move'

/** What a status read came to that brought no result. */
export type NoResult = Exclude<StatusOutcome, { kind: 'result' }>

/** The move after such a read. A read that brought a result makes a verdictMove. Pure but for its jitter. */
export function noResultMove(job: ClaimedJob, status: NoResult, trigger: Trigger): Move {
  const { inDoubtMs } = job
  return inDoubtMs === null ? moveAfterUpload(job, status) : moveInDoubt({ ...job, inDoubtMs }, status, trigger)
}

/** Nobody knows whether the upload arrived: that is what these reads ask. */
function moveInDoubt(job: ClaimedJob & { inDoubtMs: number }, status: NoResult, trigger: Trigger): Move {
  // The number of reads stands for the time that the upload has had to arrive. A read ahead of its time does not count.
  const reads = job.statusReads + (trigger === 'schedule' ? 1 : 0)
  const stay = { from: job.state, to: job.state, set: { statusReads: reads } }
  switch (status.kind) {
    case 'processing':
      return {
        from: job.state,
        to: 'processing',
        set: { phase: 'uploaded', statusReads: 0 },
        uploaded: true,
        billed: 'taken',
        next: readDelay(0),
      }
    case 'absent':
      return reads >= DOUBT_READS || job.inDoubtMs > LOST_AFTER_MS
        ? { ...stay, to: 'queued', billed: 'not_taken', next: nextTry(job, job.inDoubtMs) }
        : { ...stay, next: doubtDelay(reads, null, Math.random) }
    case 'refused':
      return endOfWaiting(job, reads, 'status_refused') ?? { ...stay, next: REFUSED_READ_DELAY_MS }
    case 'failed':
      return (
        endOfWaiting(job, reads, 'gave_up') ?? { ...stay, next: doubtDelay(reads, status.retryAfterMs, Math.random) }
      )
  }
}

/** The upload arrived, or the job has come to an end already. */
function moveAfterUpload(job: ClaimedJob, status: NoResult): Move {
  const since = job.sinceUploadMs ?? job.ageMs
  const reads = job.statusReads + 1
  const stay = { from: job.state, to: job.state, set: { statusReads: reads } }
  switch (status.kind) {
    case 'processing':
      return waitOn(job, reads)
    case 'absent':
      if (job.state !== 'processing' || since <= LOST_AFTER_MS) return waitOn(job, reads)
      // Smile ID took it and has lost it.
      return {
        ...stay,
        to: 'queued',
        uploaded: false,
        billed: 'not_taken',
        events: [{ kind: 'unsure', detail: { cause: 'absent' } }],
        next: nextTry(job, since),
      }
    case 'refused':
      return endOfWaiting(job, reads, 'status_refused') ?? { ...stay, next: REFUSED_READ_DELAY_MS }
    case 'failed':
      return (
        endOfWaiting(job, reads, 'no_result') ?? {
          ...stay,
          next: failedReadDelay(since, status.retryAfterMs, Math.random),
        }
      )
  }
}

/**
 * Milliseconds until it is sent again: by the schedule of submissions, less the time that was spent asking. A job whose
 * tries are used up goes at once, and the submission then ends it.
 */
function nextTry({ attempts }: ClaimedJob, askedForMs: number): number {
  return Math.max((submitDelay(Math.max(attempts, 1), null, Math.random) ?? 0) - askedForMs, 0)
}

/** Nothing new: the next read comes by the schedule, in the states in which a result is still expected. */
function waitOn(job: ClaimedJob, statusReads: number): Move {
  const { state: from } = job
  const expectsResult = from === 'processing' || from === 'provisional' || from === 'unknown'
  const next = expectsResult ? readDelay(job.sinceUploadMs ?? 0) : null
  return endOfWaiting(job, statusReads, 'no_result') ?? { from, to: from, set: { statusReads }, next }
}

/**
 * The move of a job that has waited for too long; null: it has not. No further read is planned, and a job that has no
 * result yet fails with this code, so that a person looks. If nobody knows whether its upload arrived, its call stays
 * open in the ledger: whoever tries it again has Smile ID asked first.
 */
export function endOfWaiting(job: ClaimedJob, statusReads: number, code: string): Move | null {
  const { state: from, inDoubtMs, sinceUploadMs, ageMs } = job
  const hasNoResult = from === 'processing' || inDoubtMs !== null
  const waitedMs = inDoubtMs ?? sinceUploadMs ?? ageMs
  if (waitedMs < (hasNoResult ? PERSON_AFTER_MS : READ_UNTIL_MS)) return null
  if (!hasNoResult) return { from, to: from, set: { statusReads }, next: null }
  return { from, to: 'failed', set: { failureCode: code }, events: [{ kind: 'failed', detail: { code } }], next: null }
}
