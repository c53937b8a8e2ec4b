import { plannedFor, resumeDeliveries, withDeliveries, withFraudReport } from './callbacks'
import { sameFaceFound } from './codes'
import { chosenResult, decide, needsPerson, reviewResult } from './decide'
import { enrolleeAfter } from './enrollees'
import { examine } from './examine'
import { comparisonWithFile, type Descriptor, descriptorIn, othersWithFace } from './faces'
import { type Delivery, isInReview, type Job, type Result } from './job'
import { count } from './ledger'
import { packDescriptor } from './likeness'
import { openPackage } from './package'
import type { Sandbox } from './sandbox'
import { look } from './sight'

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
    const findings = await examine(openPackage(zip), sandbox.settings.sight === 'on' ? look : null)
    const job = sandbox.store.job(smileJobId)
    if (!job || job.judgeAt === null || sandbox.closing.aborted) return
    const { jobType, partnerParams } = job
    const { reviewOutcome, reviewMs } = sandbox.settings
    const now = sandbox.now()
    const descriptor = descriptorIn(findings)
    const comparison = comparisonWithFile(sandbox.store, job, descriptor)
    const isFraudulent = sandbox.store.enrollee(job.partnerId, job.userId)?.isFraudulent ?? false
    const question = { jobType, partnerParams, findings, comparison, isFraudulent, reviewOutcome, now }
    const result = decide(question)
    const awaitsPerson = needsPerson(question, result)
    const reviewAt = result.reviewCode === null || awaitsPerson ? null : now + reviewMs
    count(sandbox, job, 'processed')
    conclude(sandbox, { ...job, judgeAt: null, reviewAt, awaitsPerson }, result, descriptor)
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
  if (job && job.reviewAt !== null) endReview(sandbox, job)
}

/** A person's decision ends a review before its time, or one that waits for nothing else. False: it is over. */
export function decideReview(sandbox: Sandbox, job: Job, decision: 'approve' | 'reject'): boolean {
  return isInReview(job) && endReview(sandbox, job, decision)
}

function endReview(sandbox: Sandbox, job: Job, decision?: 'approve' | 'reject'): boolean {
  const before = job.results.at(-1)
  const result = before && reviewResult(job.jobType, before, sandbox.now(), decision)
  if (result) conclude(sandbox, { ...job, reviewAt: null, awaitsPerson: false }, result)
  return result !== undefined
}

/**
 * A result that a person chose, told like any other, also after a final one. It ends what the job waits for; a
 * provisional one waits for a person's decision and for no clock. False: there is no zip, so there is nothing to judge.
 */
export function pushResult(sandbox: Sandbox, job: Job, code: string): boolean {
  if (job.zipAt === null) return false
  const livenessSent = job.results.at(-1)?.actions.Liveness_Check !== 'Not Applicable'
  const result = chosenResult(job.jobType, code, livenessSent, sandbox.now())
  const awaitsPerson = result.reviewCode !== null
  conclude(sandbox, { ...job, judgeAt: null, reviewAt: null, awaitsPerson }, result)
  return true
}

/** A report of Smile Secure that a person chose: a fact beside the result, which it leaves alone. False: nobody to tell. */
export function pushReport(sandbox: Sandbox, job: Job, code: string, suspects?: string[]): boolean {
  const now = sandbox.now()
  const found = withFraudReport(job, code, suspects, now)
  if (found === job || job.results.length === 0) return false
  const named = found.deliveries.at(-1)?.twist.suspects ?? []
  sandbox.store.saveJob({ ...found, fraud: named.length > 0 ? { suspects: named, at: now } : job.fraud })
  resumeDeliveries(sandbox, job.smileJobId, newIn(found, job))
  return true
}

/** Result, enrollee and the callbacks that are owed are written together, in one turn of the loop. */
function conclude(sandbox: Sandbox, job: Job, result: Result, descriptor?: Descriptor): void {
  const { store } = sandbox
  const now = sandbox.now()
  const face = descriptor && packDescriptor(descriptor)
  const enrollee = enrolleeAfter(store.enrollee(job.partnerId, job.userId), job, result, face)
  if (enrollee) store.saveEnrollee(enrollee)
  const isOnFile = enrollee?.faces[job.smileJobId] !== undefined
  const suspects = descriptor && isOnFile ? othersWithFace(store, job, descriptor) : []
  const fraud = suspects.length > 0 ? { suspects, at: now } : job.fraud
  const judged = { ...job, results: [...job.results, result], fraud }
  const planned = plannedFor(sandbox, judged)
  const told = withDeliveries(judged, judged.results.length - 1, 'result', now, planned)
  // Told never to call back, it does not report either.
  const owed = suspects.length > 0 && planned.length > 0 ? withFraudReport(told, sameFaceFound, suspects, now) : told
  store.saveJob(owed)
  resumeDeliveries(sandbox, job.smileJobId, newIn(owed, judged))
}

function newIn(owed: { deliveries: Delivery[] }, before: { deliveries: Delivery[] }): string[] {
  return owed.deliveries.slice(before.deliveries.length).map(({ id }) => id)
}
