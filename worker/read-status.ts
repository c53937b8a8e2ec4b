import { newsOf } from '@/lib/domain/circuit'
import { ABSENT_IS_ODD_AFTER_MS, REFUSED_READ_DELAY_MS } from '@/lib/domain/schedule'
import { type ClaimedJob, releaseClaim } from '@/lib/server/claims'
import { type Move, moveJob, type NewEvent } from '@/lib/server/job-moves'
import type { HeldLease } from '@/lib/server/lease'
import { type Pending, pendingCallbacks } from '@/lib/server/pending-callbacks'
import { providerFor } from '@/lib/server/provider'
import { ClaimLost } from './claim-lost'
import {
  type JudgedMove,
  judgeCallbacks,
  judgedByEnd,
  judgedFacts,
  judgedMove,
  nextLook,
  sooner,
} from './confirm-callback'
import { endOfWaiting, type NoResult, noResultMove } from './no-result-move'
import { type Trigger, verdictMove } from './verdict-move'

type Said = { outcome: string; code: string | null }

/**
 * Reads the provider's status and lets it move the job. Only this read does; a callback merely makes it
 * happen now. History gets a line when something new was learned or when a callback had asked.
 */
export async function readJobStatus(job: ClaimedJob, lease: HeldLease): Promise<void> {
  const provider = providerFor(job.environment)
  if (!provider) {
    const end = endOfWaiting(job, job.statusReads, 'no_keys')
    if (!end) return releaseClaim(job, REFUSED_READ_DELAY_MS)
    await moveJob(job, withCallbacks(job, end, await pendingCallbacks(job.id)))
    return
  }
  const pending = await pendingCallbacks(job.id)
  const { asked } = pending
  const trigger: Trigger = asked ?? 'schedule'
  if (!lease.isHeld()) throw new ClaimLost()
  const status = await provider.readStatus({ jobId: job.id, userId: job.userId }, lease.signal)
  if (status.kind === 'result') {
    await moveJob(job, verdictMove(job, job.state, status.result, { ...pending, trigger, at: pending.now }))
    return
  }
  // We stopped it ourselves, which says nothing of Smile ID: whoever comes next asks.
  if (status.kind === 'failed' && status.cause === 'stopped') return releaseClaim(job, 0)
  const said = saidBy(status)
  const wasSaidBefore = pending.lastRead?.outcome === said.outcome && pending.lastRead.code === said.code
  const move = withCallbacks(job, lookedAfter(job, status, noResultMove(job, status, trigger), pending), pending)
  const isTold =
    asked !== null || move.to !== job.state || (!wasSaidBefore && isNews(job, status, pending.lastRead?.outcome))
  // Dated by when the read began: a callback that arrives during it counts as newer.
  const line: NewEvent = { kind: 'status_read', at: pending.now, detail: { ...said, trigger } }
  await moveJob(job, {
    ...move,
    events: [...(isTold ? [line] : []), ...(move.events ?? [])],
    news:
      status.kind === 'failed' ? newsOf('read', status.cause, status.retryAfterMs) : { kind: 'answers', call: 'read' },
  })
}

function saidBy(status: NoResult): Said {
  if (status.kind === 'failed') return { outcome: 'failed', code: status.cause }
  return { outcome: status.kind, code: status.kind === 'refused' ? status.code : null }
}

/**
 * Whether an answer that nobody asked for, and that differs from the one `before`, is worth a line of history. That
 * Smile ID is working on it is what one expects, except after it had nothing; that it has nothing is expected in doubt
 * and soon after an upload.
 */
function isNews({ inDoubtMs, sinceUploadMs }: ClaimedJob, { kind }: NoResult, before: string | undefined): boolean {
  if (kind === 'processing') return before === 'absent'
  if (kind === 'absent') return inDoubtMs === null && (sinceUploadMs ?? 0) >= ABSENT_IS_ODD_AFTER_MS
  return true
}

/**
 * The move, with its next read sooner where a callback tells of a result: Smile ID answered, but its status may lag behind.
 * Not of an upload in doubt, where the waits between the reads are what protects it.
 */
function lookedAfter(job: ClaimedJob, { kind }: NoResult, move: Move, pending: Pending): Move {
  const { next } = move
  const hasAnswered = kind === 'processing' || kind === 'absent'
  if (!hasAnswered || job.inDoubtMs !== null || move.to !== job.state || typeof next !== 'number') return move
  return { ...move, next: sooner(next, nextLook(pending)) }
}

/**
 * The move, and with it what becomes of the callbacks. Where it plans no further read and the job has no result, a
 * callback that tells of one has the status read again: it may lag behind.
 */
function withCallbacks(job: ClaimedJob, planned: Move, pending: Pending): Move {
  const move = job.resultCode === null && planned.next === null ? { ...planned, next: nextLook(pending) } : planned
  const { set, callbacks, events } = judgedWithoutResult(job, move, pending)
  return { ...move, set: { ...move.set, ...set }, callbacks, events: [...events, ...(move.events ?? [])] }
}

/**
 * What becomes of the callbacks after a read that brought no result. While another read is to come, only reports are
 * settled: they stand beside the verdict and wait for none. When none is to come, nothing newer will ever judge the
 * others: they are held against the last result that a status gave or, without one, against how the job ended.
 */
function judgedWithoutResult(job: ClaimedJob, move: Move, { callbacks }: Pending): JudgedMove {
  if (move.next !== null) return judgedFacts(callbacks)
  const { resultCode } = job
  if (resultCode !== null) return judgedMove(resultCode, judgeCallbacks(resultCode, callbacks))
  return judgedByEnd({ end: 'failed', code: move.set?.failureCode ?? job.failureCode ?? '' }, callbacks)
}
