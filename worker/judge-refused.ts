import { type ClaimedJob, releaseClaim } from '@/lib/server/claims'
import { moveJob } from '@/lib/server/job-moves'
import { pendingCallbacks } from '@/lib/server/pending-callbacks'
import { judgedByEnd } from './confirm-callback'

/**
 * The callbacks of a refused job. Its status is not read: a refusal is Smile ID's own last word, and nothing takes it
 * back. What comes all the same, as where an earlier upload did arrive, is held against that, and a person compares the two.
 */
export async function judgeRefused(job: ClaimedJob): Promise<void> {
  const { callbacks } = await pendingCallbacks(job.id)
  const judged = judgedByEnd({ end: 'refused', code: job.failureCode ?? '' }, callbacks)
  if (judged.callbacks.length === 0) return releaseClaim(job, null)
  await moveJob(job, { from: 'refused', to: 'refused', ...judged, next: null })
}
