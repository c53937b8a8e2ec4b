import { z } from 'zod'
import { type Answer, json } from './answer'
import { fraudReports, sameFaceFound } from './codes'
import type { Job } from './job'
import type { Sandbox } from './sandbox'
import { viewEnrollee, viewJob } from './view'
import { decideReview, pushReport, pushResult, resend } from './work'

const failure = (status: number, message: string) => json({ message }, status)

/** Not part of Smile ID's protocol: for tests and for the page. Loopback only, see guard.ts. */
export function listJobs({ store }: Sandbox): Answer {
  return json({ jobs: store.jobs().map(viewJob), enrollees: store.enrollees().map(viewEnrollee) })
}

/** `id` is the SmileJobID or the partner's job_id. */
function findJob({ store }: Sandbox, id: string): Job | undefined {
  return store.job(id) ?? store.jobs().find((job) => job.jobId === id)
}

export function resendCallback(sandbox: Sandbox, id: string): Answer {
  const job = findJob(sandbox, id)
  if (!job) return failure(404, 'There is no such job.')
  if (!resend(sandbox, job)) return failure(409, 'This job has no result yet, or no callback address.')
  return json({ job: viewJob(sandbox.store.job(job.smileJobId) ?? job) }, 202)
}

/** The person who looks at a job in review, and says whether the face is the one on file. */
export function endReview(sandbox: Sandbox, id: string, decision: 'approve' | 'reject'): Answer {
  const job = findJob(sandbox, id)
  if (!job) return failure(404, 'There is no such job.')
  if (!decideReview(sandbox, job, decision)) return failure(409, 'This job is not in review.')
  return json({ job: viewJob(sandbox.store.job(job.smileJobId) ?? job) })
}

export const pushSchema = z
  .strictObject({
    code: z.string().regex(/^\d{4}$/, 'four digits, as text'),
    /** Only for a report of a known face: the user ids it names. */
    suspects: z.array(z.string().min(1)).min(1).max(50).optional(),
  })
  .refine(({ code, suspects }) => code === sameFaceFound || !suspects, {
    path: ['suspects'],
    message: `only ${sameFaceFound} names somebody`,
  })

/** Any result code for a job, or a report of Smile Secure beside it: told like the sandbox's own, also after a final one. */
export function push(sandbox: Sandbox, id: string, given: unknown): Answer {
  const job = findJob(sandbox, id)
  if (!job) return failure(404, 'There is no such job.')
  const wish = pushSchema.safeParse(given)
  if (!wish.success) {
    const issues = wish.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    return failure(400, `This is not a result. ${issues.join('; ')}`)
  }
  const { code, suspects } = wish.data
  if (!Object.hasOwn(fraudReports, code)) {
    if (!pushResult(sandbox, job, code)) return failure(409, 'This job has no zip yet.')
  } else if (!pushReport(sandbox, job, code, suspects))
    return failure(409, 'This job has no result yet, or no callback address to report to.')
  return json({ job: viewJob(sandbox.store.job(job.smileJobId) ?? job) }, 202)
}

export function reset(sandbox: Sandbox): Answer {
  sandbox.alarms.clear()
  sandbox.occasions.clear()
  sandbox.store.reset()
  return json({ message: 'All jobs, enrollees and the ledger are forgotten.' })
}
