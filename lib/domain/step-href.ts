import type { Environment } from './environment'
import { AUTHENTICATE, type JobType } from './job'
import type { NextStep } from './next-step'

type StepJob = {
  id: string
  environment: Environment
  type: JobType
  failureCode: string | null
  enrolleeId: string
  /** Null when the reader may not see it; then nothing is carried over. */
  userId: string | null
}

/** A user id that Smile ID will never take again: another one has to be chosen. */
const DELETED_USER_ID = '2208'

/** The capture page, filled in from this job. */
export function captureHref(job: StepJob, { reEnroll = false } = {}): string {
  const search = new URLSearchParams({ environment: job.environment, retryOf: job.id })
  if (reEnroll) search.set('reEnroll', '1')
  if (job.userId && job.failureCode !== DELETED_USER_ID) search.set('userId', job.userId)
  return `/enroll?${search}`
}

/** Where a next step is done. `newDocument`: a page with a camera, which next/link must not lead to. */
export function stepHref(step: NextStep, job: StepJob): { href: string; newDocument: boolean } | null {
  const authenticate = { href: `/enrollees/${job.enrolleeId}/authenticate?retryOf=${job.id}`, newDocument: true }
  const isAuthenticate = job.type === AUTHENTICATE
  switch (step) {
    case 'capture_again':
      return isAuthenticate ? authenticate : { href: captureHref(job), newDocument: true }
    case 'authenticate_again':
      return authenticate
    case 'register_first':
      return { href: captureHref(job), newDocument: true }
    case 'register_again':
      return { href: captureHref(job, { reEnroll: isAuthenticate }), newDocument: true }
    case 'check_settings':
      return { href: '/settings', newDocument: false }
    // These are done on the job's own page, with a reason or a price.
    case 'allow_re_enroll':
    case 'send_again':
    case 'redrive':
      return { href: `/jobs/${job.id}`, newDocument: false }
    case 'wait':
    case 'ask_provider':
    case 'none':
      return null
  }
}
