import { hostname } from 'node:os'
import { newsOf } from '@/lib/domain/circuit'
import { AUTHENTICATE } from '@/lib/domain/job'
import type { Provider, SubmitOptions, SubmitOutcome } from '@/lib/domain/provider'
import { doubtDelay, readDelay, SUBMIT_TRIES } from '@/lib/domain/schedule'
import type { ClaimedJob } from '@/lib/server/claims'
import { hasWithdrawn } from '@/lib/server/consent'
import { db } from '@/lib/server/db'
import { openCapture } from '@/lib/server/frames'
import { AlreadyBought } from '@/lib/server/job-moves'
import type { HeldLease } from '@/lib/server/lease'
import { errorName, log } from '@/lib/server/log'
import { pendingCallbacks } from '@/lib/server/pending-callbacks'
import { providerFor } from '@/lib/server/provider'
import { type Attempt, advance, fail, isFreeProbe, putOff } from './attempt'
import { judgedByEnd } from './confirm-callback'
import { recover } from './recover'
import { submission } from './submission'

const WORKER = `${hostname()} ${process.pid}`

/**
 * Sends one capture: asks first if an earlier try may have sent it, then reserves and uploads, writing each step
 * down before it is begun. Whatever happens ends in a move of the job, or in the loss of the claim.
 */
export async function submitJob(job: ClaimedJob, lease: HeldLease): Promise<void> {
  const attempt: Attempt = { job, lease, number: job.attempts + 1, state: job.state }
  const provider = providerFor(job.environment)
  if (!provider) return fail(attempt, 'no_keys')
  const mayBeThere = job.state === 'submitting' || job.phase !== null
  if (mayBeThere && !(await recover(attempt, provider))) return
  if (attempt.number > SUBMIT_TRIES) return fail(attempt, 'gave_up', freed(mayBeThere))
  try {
    await send(attempt, provider, mayBeThere)
  } catch (thrown) {
    if (!(thrown instanceof AlreadyBought)) throw thrown
    await fail(attempt, 'already_bought')
  }
}

async function send(attempt: Attempt, provider: Provider, isKnownAbsent: boolean): Promise<void> {
  const { job, lease } = attempt
  const frames = await openCapture(job.captureId).catch((thrown: unknown) => {
    log.warn('the frames of a job could not be read', { jobId: job.id, error: errorName(thrown) })
    return 'not_given' as const
  })
  // A job may wait for hours, and the person may change their mind meanwhile. Asked with the pictures in hand, for a
  // withdrawal takes them.
  if (job.type === AUTHENTICATE && (await hasWithdrawn(db(), job.enrolleeId))) {
    // Erased before the move: a worker that dies between the two comes back to here.
    await eraseFrames(job)
    return fail(attempt, 'consent_withdrawn', freed(isKnownAbsent))
  }
  if (frames === 'not_given')
    return putOff(attempt, { cause: 'database', call: 'send', retryAfterMs: null, phase: job.phase })
  // A seal that does not open is a wrong frame key or a damaged row: somebody may yet put it right.
  if (frames === 'unreadable')
    return putOff(attempt, { cause: 'frames_unreadable', call: 'send', retryAfterMs: null, phase: job.phase })
  if (!frames) return fail(attempt, 'frames_gone', freed(isKnownAbsent))
  const began = performance.now()
  const onPhase = phaseWriter(attempt, isKnownAbsent)
  const outcome = await provider.submit(submission(job, frames), { signal: lease.signal, isKnownAbsent, onPhase })
  await finish(attempt, outcome, Math.round(performance.now() - began))
}

/** What the ledger learns when the provider has just said that it has nothing of this job. */
function freed(isKnownAbsent: boolean): { billed?: 'not_taken' } {
  return isKnownAbsent ? { billed: 'not_taken' } : {}
}

/** Writes each call down before it is made, the one that costs money in the ledger too. */
function phaseWriter(attempt: Attempt, isKnownAbsent: boolean): SubmitOptions['onPhase'] {
  let last: string | null = null
  return async (phase) => {
    const detail = { phase, worker: WORKER, attempt: attempt.number }
    await advance(attempt, {
      to: 'submitting',
      set: { phase, attempts: attempt.number },
      events: phase === last ? [] : [{ kind: 'sending', detail }],
      ...(phase === 'uploading' ? { billed: 'open' } : freed(isKnownAbsent)),
      next: 'hold',
    })
    last = phase
  }
}

async function finish(attempt: Attempt, outcome: SubmitOutcome, ms: number): Promise<void> {
  switch (outcome.kind) {
    case 'accepted': {
      const smileJobId = outcome.providerJobId
      return advance(attempt, {
        to: 'processing',
        set: { phase: 'uploaded', statusReads: 0, ...(smileJobId ? { smileJobId } : {}) },
        events: [{ kind: 'uploaded', detail: { smileJobId, ms } }],
        uploaded: true,
        billed: 'taken',
        news: { kind: 'answers', call: 'send' },
        next: readDelay(0),
      })
    }
    case 'refused': {
      const { code, text } = outcome
      // Callbacks that came before this have been waiting for a status, and there will be none.
      const { callbacks } = await pendingCallbacks(attempt.job.id)
      const judged = judgedByEnd({ end: 'refused', code }, callbacks)
      return advance(attempt, {
        to: 'refused',
        set: { phase: null, failureCode: code, ...judged.set },
        callbacks: judged.callbacks,
        events: [{ kind: 'refused', detail: { code, text } }, ...judged.events],
        news: { kind: 'answers', call: 'send' },
        next: null,
      })
    }
    // The reservation may stand even so: the next try asks first.
    case 'again':
      return putOff(attempt, { ...outcome, call: 'send', phase: 'reserving', billed: 'not_taken' })
    case 'unknown': {
      const { cause } = outcome
      return advance(attempt, {
        to: 'unknown',
        set: { statusReads: 0, ...(isFreeProbe(attempt.job) && { attempts: attempt.number - 1 }) },
        events: [{ kind: 'unsure', detail: { cause } }],
        billed: 'unsure',
        news: newsOf('send', cause, null),
        next: doubtDelay(0, null, Math.random),
      })
    }
  }
}

/** For good, unless somebody else holds the job by now. */
async function eraseFrames({ id, fence }: ClaimedJob): Promise<void> {
  await db().$executeRaw`
    DELETE FROM "Frame" WHERE "captureId" IN (
      SELECT "captureId" FROM "Job" WHERE id = ${id}::uuid AND fence = ${fence}::int AND "leaseUntil" IS NOT NULL)`
}
