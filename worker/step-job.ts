import { type ClaimedJob, claimJob } from '@/lib/server/claims'
import { type HeldLease, holdLease } from '@/lib/server/lease'
import { errorName, log } from '@/lib/server/log'
import { ClaimLost } from './claim-lost'
import { judgeRefused } from './judge-refused'
import { readJobStatus } from './read-status'
import { submitJob } from './submit-job'

/**
 * Answers a bell: claims the job and takes its next step, whatever its row says that is. Never throws: a bug
 * lets the lease run out, and the sweep rings again.
 */
export async function stepJob(jobId: string, outer: AbortSignal): Promise<void> {
  try {
    const askedAt = performance.now()
    const job = await claimJob(jobId)
    if (job) await stepClaimed(job, holdLease(job, askedAt, outer))
  } catch (thrown) {
    if (thrown instanceof ClaimLost) log.warn('a claim was lost', { jobId })
    else log.error('a step failed', { jobId, error: errorName(thrown) })
  }
}

async function stepClaimed(job: ClaimedJob, lease: HeldLease): Promise<void> {
  try {
    if (job.state === 'refused') await judgeRefused(job)
    else if (job.state === 'queued' || job.state === 'submitting') await submitJob(job, lease)
    else await readJobStatus(job, lease)
  } finally {
    lease.stop()
  }
}
