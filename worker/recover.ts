import type { Provider } from '@/lib/domain/provider'
import { doubtDelay, readDelay } from '@/lib/domain/schedule'
import { pendingCallbacks } from '@/lib/server/pending-callbacks'
import { type Attempt, advance, putOff } from './attempt'
import { verdictMove } from './verdict-move'

/**
 * Asks the provider whether an earlier try has sent the frames, and moves the job accordingly. True: it certainly has
 * not, and the caller may send them. An "absent" is not certain where nobody saw the end of the upload: the job is then
 * in doubt, and is asked after again.
 */
export async function recover(attempt: Attempt, provider: Provider): Promise<boolean> {
  const { job, lease, number } = attempt
  // A callback may have come while nobody held the job; this read is the one that judges it. What comes during the read is
  // newer than what it says, and waits for the next.
  const pending = await pendingCallbacks(job.id)
  await advance(attempt, { to: 'submitting', set: { attempts: number }, next: 'hold' })
  const status = await provider.readStatus({ jobId: job.id, userId: job.userId }, lease.signal)
  switch (status.kind) {
    case 'absent':
      if (!job.isCallOpen) return true
      // The worker that uploaded it died: its last bytes may still be arriving, as when a connection broke.
      await advance(attempt, {
        to: 'unknown',
        set: { attempts: job.attempts, statusReads: 0 },
        events: [{ kind: 'unsure', detail: { cause: 'stopped' } }],
        billed: 'unsure',
        news: { kind: 'answers', call: 'read' },
        next: doubtDelay(0, null, Math.random),
      })
      return false
    case 'processing':
      await advance(attempt, {
        to: 'processing',
        set: { phase: 'uploaded', statusReads: 0 },
        events: [{ kind: 'status_read', detail: { outcome: 'processing', code: null, trigger: 'recovery' } }],
        uploaded: true,
        billed: 'taken',
        news: { kind: 'answers', call: 'read' },
        next: readDelay(0),
      })
      return false
    case 'result': {
      const waiting = { ...pending, trigger: 'recovery', at: pending.now } as const
      await advance(attempt, verdictMove(job, attempt.state, status.result, waiting))
      return false
    }
    case 'refused':
      await putOff(attempt, { cause: 'status_refused', call: 'read', retryAfterMs: null, phase: job.phase })
      return false
    case 'failed':
      await putOff(attempt, { ...status, call: 'read', phase: job.phase })
      return false
  }
}
