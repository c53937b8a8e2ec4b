import { type CallKind, newsOf, PROBES_ARE_FREE_MS } from '@/lib/domain/circuit'
import type { JobPhase, JobState } from '@/lib/domain/job'
import type { FailureCause } from '@/lib/domain/provider'
import { submitDelay } from '@/lib/domain/schedule'
import type { ClaimedJob } from '@/lib/server/claims'
import { type Move, moveJob } from '@/lib/server/job-moves'
import type { HeldLease } from '@/lib/server/lease'
import { pendingCallbacks } from '@/lib/server/pending-callbacks'
import { ClaimLost } from './claim-lost'
import { judgedFacts, nextLook } from './confirm-callback'

/** One try of a submission, under one claim. `state` follows the job's moves. */
export type Attempt = { job: ClaimedJob; lease: HeldLease; number: number; state: JobState }

/**
 * Moves the job from where this attempt has brought it. Throws ClaimLost when somebody else holds it, or may hold it
 * by now: after a pause the database's answer can be old. Every call to the provider comes right after a move.
 */
export async function advance(attempt: Attempt, move: Omit<Move, 'from'>): Promise<void> {
  const { job, lease, state: from } = attempt
  if (!(await moveJob(job, { ...move, from }))) throw new ClaimLost()
  attempt.state = move.to
  if (move.next === 'hold' && !lease.isHeld()) throw new ClaimLost()
}

/** Our own words for the end of a submission; see refusal-catalogue-kioo. */
type OwnEnd = 'gave_up' | 'no_keys' | 'frames_gone' | 'frames_closed' | 'already_bought' | 'consent_withdrawn'

/** What else such an end tells: about the provider, and about the call that may have cost money. */
type Learned = Pick<Move, 'news' | 'billed'>

/** Ends the job: a person sees it and may redrive it. If a callback has come, the status is read once more. */
export async function fail(attempt: Attempt, code: OwnEnd, learned: Learned = {}): Promise<void> {
  const events: Move['events'] = [{ kind: 'failed', detail: { code } }]
  const pending = await pendingCallbacks(attempt.job.id)
  const { set, callbacks } = judgedFacts(pending.callbacks)
  const next = nextLook(pending)
  await advance(attempt, { to: 'failed', set: { ...set, failureCode: code }, events, callbacks, ...learned, next })
}

/** Sent to see whether the provider answers again: that uses none of the job's own tries. */
export function isFreeProbe({ isProbe, ageMs }: ClaimedJob): boolean {
  return isProbe && ageMs < PROBES_ARE_FREE_MS
}

type Put = {
  /** `database`: our own database did not give the frames, which tells nothing of them. */
  cause: FailureCause | 'status_refused' | 'frames_unreadable' | 'database'
  /** What it was that failed. */
  call: CallKind
  retryAfterMs: number | null
  phase: JobPhase | null
  /** Certainly not taken. */
  billed?: Move['billed']
}

/** Tries again by the schedule; after the last try the job has failed and waits for a person. */
export async function putOff(attempt: Attempt, { cause, call, retryAfterMs, phase, billed }: Put): Promise<void> {
  const { job, number } = attempt
  // We are stopping for a restart: that is no try of the job's, and the next worker goes on at once.
  const stopped = cause === 'stopped'
  const ours = cause === 'database'
  const free = stopped || isFreeProbe(job) || (ours && job.ageMs < PROBES_ARE_FREE_MS)
  const delay = stopped ? 0 : submitDelay(free ? 1 : number, retryAfterMs, Math.random)
  const news: Move['news'] = cause === 'status_refused' ? { kind: 'answers', call } : newsOf(call, cause, retryAfterMs)
  if (delay === null) {
    // Frames that do not open were never sent, so that this end does not speak of Smile ID.
    const end = cause === 'frames_unreadable' ? 'frames_closed' : 'gave_up'
    return fail(attempt, end, { news, ...(billed && { billed }) })
  }
  await advance(attempt, {
    to: 'queued',
    set: { phase, attempts: free ? number - 1 : number },
    // Hiccups of our own are for the log: no line of anybody's history.
    events: ours ? [] : [{ kind: 'put_off', detail: { cause, attempt: number } }],
    ...(billed && { billed }),
    news,
    next: delay,
  })
}
