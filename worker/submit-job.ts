import { hostname } from 'node:os'
import type { FailureCause, Provider, SubmitOutcome } from '@/lib/domain/provider'
import { doubtDelay, readDelay, SUBMIT_TRIES, submitDelay } from '@/lib/domain/schedule'
import type { ClaimedJob } from '@/lib/server/claims'
import { openCapture } from '@/lib/server/frames'
import { type Move, moveJob } from '@/lib/server/job-moves'
import { pendingCallbacks } from '@/lib/server/pending-callbacks'
import { providerFor } from '@/lib/server/provider'
import { ClaimLost } from './claim-lost'
import { submission } from './submission'
import { verdictMove } from './verdict-move'

const WORKER = `${hostname()} ${process.pid}`

/**
 * Sends one capture: asks first if an earlier claim may have sent it, then reserves and uploads, writing each
 * step down before it is begun. Whatever happens ends in a move of the job, or in the loss of the claim.
 */
export async function submitJob(job: ClaimedJob, signal: AbortSignal): Promise<void> {
  const provider = providerFor(job.environment)
  if (!provider) return fail(job, 'no_keys')
  const attempt = job.attempts + 1
  if (attempt > SUBMIT_TRIES) return fail(job, 'gave_up')
  if (job.state === 'submitting' || job.phase) {
    const going = await recover(job, attempt, provider, signal)
    if (!going) return
    return send({ ...job, state: 'submitting' }, attempt, provider, signal)
  }
  return send(job, attempt, provider, signal)
}

/** An earlier claim may have sent the frames: only the provider knows. True when it certainly has none. */
async function recover(job: ClaimedJob, attempt: number, provider: Provider, signal: AbortSignal): Promise<boolean> {
  await move(job, { from: job.state, to: 'submitting', set: { attempts: attempt }, next: 'hold' })
  const status = await provider.readStatus({ jobId: job.id, userId: job.userId }, signal)
  const from = 'submitting'
  switch (status.kind) {
    case 'absent':
      return true
    case 'processing':
      await move(job, {
        from,
        to: 'processing',
        set: { phase: 'uploaded', statusReads: 0 },
        events: [{ kind: 'status_read', detail: { outcome: 'processing', code: null, trigger: 'recovery' } }],
        uploaded: true,
        next: readDelay(0),
      })
      return false
    case 'result': {
      // A callback may have come while nobody held the job; this read is the one that judges it.
      const { callbacks } = await pendingCallbacks(job.id)
      await move(job, verdictMove(job, from, status.result, { trigger: 'recovery', callbacks }))
      return false
    }
    case 'refused':
      await putOff(job, from, attempt, { cause: 'status_refused', retryAfterMs: null, phase: job.phase })
      return false
    case 'failed':
      await putOff(job, from, attempt, { ...status, phase: job.phase })
      return false
  }
}

async function send(job: ClaimedJob, attempt: number, provider: Provider, signal: AbortSignal): Promise<void> {
  const frames = await openCapture(job.captureId).catch(() => 'unreadable' as const)
  // A seal that does not open is a wrong frame key or a damaged row: somebody may yet put it right.
  if (frames === 'unreadable')
    return putOff(job, job.state, attempt, { cause: 'frames_unreadable', retryAfterMs: null, phase: job.phase })
  if (!frames) return fail(job, 'frames_gone')
  let from = job.state
  const began = performance.now()
  const outcome = await provider.submit(submission(job, frames), {
    signal,
    onPhase: async (phase) => {
      const detail = { phase, worker: WORKER, attempt }
      const set = { phase, attempts: attempt }
      await move(job, { from, to: 'submitting', set, events: [{ kind: 'sending', detail }], next: 'hold' })
      from = 'submitting'
    },
  })
  await finish({ ...job, state: from }, attempt, outcome, Math.round(performance.now() - began))
}

async function finish(job: ClaimedJob, attempt: number, outcome: SubmitOutcome, ms: number): Promise<void> {
  const from = job.state
  switch (outcome.kind) {
    case 'accepted': {
      const smileJobId = outcome.providerJobId
      return move(job, {
        from,
        to: 'processing',
        set: { phase: 'uploaded', statusReads: 0, ...(smileJobId ? { smileJobId } : {}) },
        events: [{ kind: 'uploaded', detail: { smileJobId, ms } }],
        uploaded: true,
        next: readDelay(0),
      })
    }
    case 'refused': {
      const { code, text } = outcome
      const set = { phase: null, failureCode: code }
      return move(job, { from, to: 'refused', set, events: [{ kind: 'refused', detail: { code, text } }], next: null })
    }
    case 'again':
      return putOff(job, from, attempt, { ...outcome, phase: null })
    case 'unknown': {
      const events: Move['events'] = [{ kind: 'unsure', detail: { cause: outcome.cause } }]
      return move(job, { from, to: 'unknown', set: { statusReads: 0 }, events, next: doubtDelay(0, null, Math.random) })
    }
  }
}

type Put = {
  cause: FailureCause | 'status_refused' | 'frames_unreadable'
  retryAfterMs: number | null
  phase: ClaimedJob['phase']
}

/** Tries again by the schedule; after the last try the job has failed and waits for a person. */
async function putOff(job: ClaimedJob, from: Move['from'], attempt: number, put: Put): Promise<void> {
  // Stopping for a restart is no try of the provider's patience, and the next worker goes on at once.
  const stopped = put.cause === 'stopped'
  const delay = stopped ? 0 : submitDelay(attempt, put.retryAfterMs, Math.random)
  if (delay === null) return fail({ ...job, state: from }, 'gave_up')
  const at = new Date(Date.now() + delay).toISOString()
  await move(job, {
    from,
    to: 'queued',
    set: { phase: put.phase, attempts: stopped ? attempt - 1 : attempt },
    events: [{ kind: 'put_off', detail: { cause: put.cause, at, attempt } }],
    next: delay,
  })
}

async function fail(job: ClaimedJob, code: 'gave_up' | 'no_keys' | 'frames_gone'): Promise<void> {
  const events: Move['events'] = [{ kind: 'failed', detail: { code } }]
  await move(job, { from: job.state, to: 'failed', set: { failureCode: code }, events, next: null })
}

async function move(job: ClaimedJob, to: Move): Promise<void> {
  if (!(await moveJob(job, to))) throw new ClaimLost()
}
