import { AUTHENTICATE, type JobType } from './job'
import type { NextStep } from './next-step'

type StepJob = { id: string; type: JobType; enrolleeId: string }

/** The form filled in from this job, which the server reads: a user id may be an e-mail, and addresses are kept and logged. */
export function captureHref(job: { id: string }, { reEnroll = false } = {}): string {
  return `/enroll?retryOf=${job.id}${reEnroll ? '&reEnroll=1' : ''}`
}

/** The form filled in for an enrollee, allowing what somebody enrolled already needs. */
export function registerHref(enrolleeId: string, isEnrolled: boolean): string {
  return `/enroll?enrollee=${enrolleeId}${isEnrolled ? '&reEnroll=1' : ''}`
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
