import { z } from 'zod'
import { type Answer, json } from './answer'
import { parseJson } from './body'
import { newEnrollee } from './enrollees'
import type { Job } from './job'
import type { Sandbox } from './sandbox'
import { viewEnrollee, viewJob } from './view'
import { decideReview, resend } from './work'

const failure = (status: number, message: string) => json({ message }, status)

/** Not part of Smile ID's protocol: for tests and for the page. Loopback only, see guard.ts. */
export function listJobs({ store }: Sandbox): Answer {
  return json({ jobs: store.jobs().map(viewJob), enrollees: store.enrollees().map(viewEnrollee) })
}

/** `id` is the SmileJobID or the partner's job_id. */
export function findJob({ store }: Sandbox, id: string): Job | undefined {
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

export function reset(sandbox: Sandbox): Answer {
  sandbox.alarms.clear()
  sandbox.occasions.clear()
  sandbox.store.reset()
  return json({ message: 'All jobs, enrollees and the ledger are forgotten.' })
}

const flagsSchema = z.strictObject({
  inactive: z.boolean().optional(),
  deleted: z.boolean().optional(),
  allowNewEnroll: z.boolean().optional(),
})

/** What Smile ID's own administrators can do to an enrolled user: disable, delete, ask to enroll again. */
export function flagEnrollee({ store }: Sandbox, partnerId: string, userId: string, body: Uint8Array): Answer {
  const flags = flagsSchema.safeParse(parseJson(body)?.value)
  if (!flags.success) return failure(400, 'Send a JSON object with inactive, deleted or allowNewEnroll as booleans.')
  const enrollee = { ...(store.enrollee(partnerId, userId) ?? newEnrollee(partnerId, userId)), ...flags.data }
  store.saveEnrollee(enrollee)
  return json({ enrollee: viewEnrollee(enrollee) })
}
