import type { Submission } from '@/lib/domain/provider'
import type { ClaimedJob } from '@/lib/server/claims'
import { callbackUrl } from '@/lib/server/provider'

/** What the provider is told of a job. */
export function submission(job: ClaimedJob, frames: Pick<Submission, 'selfie' | 'liveness'>): Submission {
  const { latitude, longitude, altitude, accuracy } = job
  return {
    jobId: job.id,
    userId: job.userId,
    type: job.type,
    allowReEnroll: job.allowReEnroll,
    useEnrolledImage: job.useEnrolledImage,
    location: latitude === null || longitude === null ? null : { latitude, longitude, altitude, accuracy },
    partnerParams: job.partnerParams,
    callbackUrl: callbackUrl(job.id),
    ...frames,
  }
}
