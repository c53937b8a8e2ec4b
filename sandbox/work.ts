import { plannedFor, resumeDeliveries, withDeliveries } from './callbacks'
import { decide, reviewResult } from './decide'
import { enrolleeAfter } from './enrollees'
import { examine } from './examine'
import type { Delivery, Job, Result } from './job'
import { count } from './ledger'
import { openPackage } from './package'
import type { Sandbox } from './sandbox'

/** The zip is safe: from here on the job runs by itself. A second zip for the same job changes nothing. */
export function zipArrived(sandbox: Sandbox, smileJobId: string): void {
  const job = sandbox.store.job(smileJobId)
  if (!job || job.zipAt !== null) return
  const now = sandbox.now()
  const judgeAt = now + sandbox.settings.processingMs
  sandbox.store.saveJob({ ...job, zipAt: now, judgeAt })
  judgeLater(sandbox, smileJobId, judgeAt)
}

function judgeLater(sandbox: Sandbox, smileJobId: string, at: number): void {
  sandbox.alarms.at(at, () => void sandbox.inLane(() => judge(sandbox, smileJobId)))
}

/** Sets the alarms for all that a job still owes; on start, this is called for every job. */
export function resumeJob(sandbox: Sandbox, smileJobId: string): void {
  const job = sandbox.store.job(smileJobId)
  if (!job) return
  if (job.judgeAt !== null) judgeLater(sandbox, smileJobId, job.judgeAt)
  if (job.reviewAt !== null) sandbox.alarms.at(job.reviewAt, () => review(sandbox, smileJobId))
  resumeDeliveries(sandbox, smileJobId)
}

/** Sends the newest result once more. */
export function resend(sandbox: Sandbox, job: Job): boolean {
  if (job.results.length === 0) return false
  const owed = withDeliveries(job, job.results.length - 1, 'resend', sandbox.now())
  if (owed === job) return false
  sandbox.store.saveJob(owed)
  resumeDeliveries(sandbox, job.smileJobId, newIn(owed, job))
  return true
}

async function judge(sandbox: Sandbox, smileJobId: string): Promise<void> {
  if (sandbox.closing.aborted) return
  try {
    const zip = await sandbox.store.readZip(smileJobId)
    const findings = await examine(openPackage(zip))
    const job = sandbox.store.job(smileJobId)
    if (!job || job.judgeAt === null || sandbox.closing.aborted) return
    const { jobType, partnerParams } = job
    const { reviewOutcome, reviewMs } = sandbox.settings
    const now = sandbox.now()
    const result = decide({ jobType, partnerParams, findings, reviewOutcome, now })
    const reviewAt = result.reviewCode === null ? null : now + reviewMs
    count(sandbox, job, 'processed')
    conclude(sandbox, { ...job, judgeAt: null, reviewAt }, result)
    if (reviewAt !== null) sandbox.alarms.at(reviewAt, () => review(sandbox, smileJobId))
  } catch (error) {
    // A bug or a full disk. The job stays in processing and is tried again at the next start.
    console.error(
      `Sandbox: job ${smileJobId} could not be judged: ${error instanceof Error ? error.message : 'unknown'}`,
    )
  }
}

function review(sandbox: Sandbox, smileJobId: string): void {
  const job = sandbox.store.job(smileJobId)
  const before = job?.results.at(-1)
  if (!job || job.reviewAt === null || !before) return
  const result = reviewResult(job.jobType, before, sandbox.now())
  if (result) conclude(sandbox, { ...job, reviewAt: null }, result)
}

/** Result, enrollee and the callback that is owed are written together, in one turn of the loop. */
function conclude(sandbox: Sandbox, job: Job, result: Result): void {
  const { store } = sandbox
  const enrollee = enrolleeAfter(store.enrollee(job.partnerId, job.userId), job, result)
  if (enrollee) store.saveEnrollee(enrollee)
  const judged = { ...job, results: [...job.results, result] }
  const owed = withDeliveries(judged, judged.results.length - 1, 'result', sandbox.now(), plannedFor(sandbox, judged))
  store.saveJob(owed)
  resumeDeliveries(sandbox, job.smileJobId, newIn(owed, judged))
}

function newIn(owed: { deliveries: Delivery[] }, before: { deliveries: Delivery[] }): string[] {
  return owed.deliveries.slice(before.deliveries.length).map(({ id }) => id)
}
