import { type Refusal, refusals } from './codes'
import type { Enrollee, Job, JobType, Result } from './job'

export function newEnrollee(partnerId: string, userId: string): Enrollee {
  const nothing = { complete: null, provisional: null, faces: {} }
  const flags = { inactive: false, deleted: false, allowNewEnroll: false, isFraudulent: false }
  return { partnerId, userId, ...nothing, ...flags }
}

/** INFERRED: a provisional enrollment counts as enrolled, a rejected attempt does not. */
function isEnrolled(enrollee: Enrollee): boolean {
  return enrollee.complete !== null || enrollee.provisional !== null
}

type Request = { jobType: JobType; allowNewEnroll: boolean; hasPicture: (smileJobId: string) => boolean }

/** INFERRED: the service says no at once, on /upload, and keeps no job. */
export function refusalFor(enrollee: Enrollee | undefined, request: Request): Refusal | undefined {
  if (enrollee?.deleted) return refusals.deleted
  if (enrollee?.inactive) return refusals.disabled
  const enrolled = enrollee !== undefined && isEnrolled(enrollee)
  if (request.jobType === 4) {
    const allowed = request.allowNewEnroll || enrollee?.allowNewEnroll
    return enrolled && !allowed ? refusals.alreadyEnrolled : undefined
  }
  if (!enrolled) return refusals.notEnrolled
  if (enrollee.allowNewEnroll) return refusals.mustReenroll
  const onFile = enrollee.complete ?? enrollee.provisional
  return onFile !== null && request.hasPicture(onFile) ? undefined : refusals.noPicture
}

/**
 * How a result changes who is on file. undefined: it does not. `face` is the selfie's packed descriptor, where one
 * was seen; a face that is no longer on file is forgotten.
 */
export function enrolleeAfter(
  enrollee: Enrollee | undefined,
  job: Job,
  result: Result,
  face?: string,
): Enrollee | undefined {
  const after = job.jobType === 4 ? onFileAfter(enrollee, job, result) : undefined
  if (!after) return undefined
  const faces = Object.entries({ ...after.faces, ...(face !== undefined && { [job.smileJobId]: face }) })
  const onFile = [after.complete, after.provisional]
  return { ...after, faces: Object.fromEntries(faces.filter(([smileJobId]) => onFile.includes(smileJobId))) }
}

function onFileAfter(enrollee: Enrollee | undefined, job: Job, result: Result): Enrollee | undefined {
  const before = enrollee ?? newEnrollee(job.partnerId, job.userId)
  const provisional = before.provisional === job.smileJobId ? null : before.provisional
  switch (result.outcome) {
    case 'approved':
      return { ...before, complete: job.smileJobId, provisional, allowNewEnroll: false }
    case 'provisional':
      return { ...before, provisional: job.smileJobId }
    case 'rejected':
      return enrollee && withoutJob(enrollee, job)
    case 'unknown':
      return enrollee && provisional !== enrollee.provisional ? { ...enrollee, provisional } : undefined
  }
}

/** A rejection takes back what this very job had put on file before, and nobody else's. */
function withoutJob(enrollee: Enrollee, { smileJobId }: Job): Enrollee | undefined {
  const { complete, provisional } = enrollee
  if (complete !== smileJobId && provisional !== smileJobId) return undefined
  return {
    ...enrollee,
    complete: complete === smileJobId ? null : complete,
    provisional: provisional === smileJobId ? null : provisional,
  }
}
