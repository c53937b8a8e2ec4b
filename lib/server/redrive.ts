import 'server-only'
import { ERASED_WORDS } from '@/lib/domain/erased'
import { AUTHENTICATE, type JobState } from '@/lib/domain/job'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may, type Staff } from '@/lib/domain/permissions'
import { mayRedrive } from '@/lib/domain/redrive'
import { hasWithdrawn, withdrawnRefusal } from './consent'
import type { Tx } from './db'
import { announce } from './new-job'
import { isConfigured } from './provider'
import { ring } from './queue'
import { inTransaction } from './transaction'

/**
 * Takes a failed job out of the dead letters: the same job, the same job id, the same capture. The worker asks the
 * provider first and sends only what it does not have. Pressed twice it works once.
 * Refusals: job_not_found, person_erased, not_redrivable, already_sent_again, consent_withdrawn,
 * environment_not_configured.
 */
export async function redrive(actor: Staff, jobId: string): Promise<Outcome> {
  const outcome = await inTransaction((tx) => redriveIn(tx, actor, jobId))
  if (outcome.ok) announce(jobId, null)
  return outcome
}

async function redriveIn(tx: Tx, actor: Staff, jobId: string): Promise<Outcome> {
  // Locked, as for sending again: when one person redrives a job and another sends it anew, only one check is bought.
  await tx.$queryRaw`SELECT 1 FROM "Job" WHERE id = ${jobId}::uuid FOR NO KEY UPDATE`
  const job = await tx.job.findUnique({ where: { id: jobId }, select: deadJob })
  if (!job || !may(actor, 'jobs.retry', job.createdById))
    return refuse('job_not_found', 'This job is not here, or not yours to try again.')
  if (job.enrollee.erasedAt) return refuse('person_erased', ERASED_WORDS)
  if (job.retries.length) return refuse('already_sent_again', 'This job was already sent again; follow the new one.')
  if (job.type === AUTHENTICATE && (await hasWithdrawn(tx, job.enrolleeId))) return withdrawnRefusal()
  if (!isConfigured(job.environment))
    return refuse('environment_not_configured', 'This environment has no Smile ID keys. Set them first.')
  if (!mayRedrive(job)) return notRedrivable(job.state)
  // The write repeats the condition, and its new fence takes the claim from whoever still holds one. `reserving` makes
  // the worker ask Smile ID first. Without uploadedAt the time to wait for a result begins anew.
  const count = await tx.$executeRaw`
    UPDATE "Job"
       SET state = 'queued', phase = 'reserving', attempts = 0, "statusReads" = 0, "failureCode" = NULL,
           "finishedAt" = NULL, "uploadedAt" = NULL, "leaseUntil" = NULL, fence = fence + 1, "boughtById" = ${actor.id}::uuid
     WHERE id = ${jobId}::uuid AND state = 'failed' AND "failureCode" = ${job.failureCode}`
  if (count === 0) return notRedrivable('queued')
  await tx.jobEvent.create({ data: { jobId, kind: 'redriven', operatorId: actor.id } })
  await ring(tx, jobId)
  return { ok: true }
}

function notRedrivable(state: JobState) {
  return state === 'failed'
    ? refuse('not_redrivable', 'Smile ID ended this job itself. Send it again as a new one.')
    : refuse('not_redrivable', 'This job is under way already. Its page moves on by itself.')
}

const deadJob = {
  createdById: true,
  environment: true,
  enrolleeId: true,
  type: true,
  state: true,
  failureCode: true,
  enrollee: { select: { erasedAt: true } },
  retries: { select: { id: true }, take: 1 },
} as const
