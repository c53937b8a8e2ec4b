import { type Delivery, type Enrollee, isInReview, type Job, type JobState, jobState } from './job'

/** What the page and the admin answers tell about a job: no signatures, no addresses, no pictures. */
export type JobView = ReturnType<typeof viewJob>

export function viewJob(job: Job) {
  const { smileJobId, partnerId, userId, jobId, jobType, createdAt, zipAt, judgeAt, reviewAt, partnerParams } = job
  const state: JobState = jobState(job)
  return {
    smileJobId,
    partnerId,
    userId,
    jobId,
    jobType,
    state,
    createdAt,
    zipAt,
    /** When it moves next by itself; null when it does not. */
    nextAt: judgeAt ?? reviewAt,
    /** A person may end its review on the page. */
    inReview: isInReview(job),
    partnerParams,
    hasCallback: job.callbackUrl !== null,
    callbackTarget: targetOf(job.callbackUrl),
    results: job.results.map(({ code, text, outcome, byHuman, at }) => ({ code, text, outcome, byHuman, at })),
    /** Whom the face belongs to as well; null when that was not found. */
    fraud: job.fraud,
    deliveries: job.deliveries.map((delivery) => ({ ...delivery, code: codeOf(job, delivery) })),
  }
}

/** Without the numbers of their faces. */
export function viewEnrollee({ faces: _, ...enrollee }: Enrollee) {
  return enrollee
}

/** Without the path, which holds the receiver's secret. */
function targetOf(callbackUrl: string | null): string | null {
  return callbackUrl && URL.canParse(callbackUrl) ? new URL(callbackUrl).origin : null
}

function codeOf(job: Job, delivery: Delivery): string {
  return delivery.twist.code ?? job.results[delivery.result]?.code ?? ''
}
