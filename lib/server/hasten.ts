import 'server-only'
import { circuitState } from '@/lib/domain/circuit'
import { ERASED_WORDS } from '@/lib/domain/erased'
import { waitingFor } from '@/lib/domain/hasten'
import type { JobEventDetail } from '@/lib/domain/job-event'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may, type Staff } from '@/lib/domain/permissions'
import { databaseTime } from './database-clock'
import { ring } from './queue'
import { signalJob } from './signal'
import { inTransaction } from './transaction'

/**
 * Has a worker take a job's next step now instead of when the schedule would: after an outage somebody at the desk may
 * know better than the schedule, or than a Retry-After.
 *
 * It is the same step that would have come later. Nothing is bought that would not have been bought; a try replaces the
 * one that was planned, so that pressing often does not use up the tries; and a job that is not to be sent any more
 * (withdrawn, sent again) ends now as it would have ended then. A step that is due already, or in a worker's hands, is
 * being done: that is ok, and nothing is written down.
 * Refusals: job_not_found, person_erased, nothing_waits, provider_silent.
 */
export async function hasten(actor: Staff, jobId: string): Promise<Outcome> {
  const outcome = await inTransaction(async (tx): Promise<Outcome> => {
    await tx.$queryRaw`SELECT 1 FROM "Job" WHERE id = ${jobId}::uuid FOR NO KEY UPDATE`
    const job = await tx.job.findUnique({ where: { id: jobId }, select: waitingJob })
    if (!job || !may(actor, 'jobs.retry', job.createdById))
      return refuse('job_not_found', 'This job is not here, or not yours to hasten.')
    if (job.enrollee.erasedAt) return refuse('person_erased', ERASED_WORDS)
    const now = await databaseTime(tx)
    const circuit = await tx.circuit.findUnique({ where: { environment: job.environment } })
    const step = waitingFor(job.state)
    if (!step || (!job.nextStepAt && !job.leaseUntil)) return refuse('nothing_waits', NOTHING_WAITS)
    if (job.leaseUntil) return { ok: true }
    if (step === 'try' && circuit && circuitState(circuit, now) === 'open')
      return refuse(
        'provider_silent',
        'Smile ID is not answering. One job after the other is tried until it does; then this one goes out by itself.',
      )
    if (job.nextStepAt && job.nextStepAt <= now) return { ok: true }
    if (step === 'try')
      await tx.$executeRaw`UPDATE "Job" SET attempts = greatest(attempts - 1, 0) WHERE id = ${jobId}::uuid`
    const detail: JobEventDetail['hastened'] = { step }
    // Timed behind the lock, so that it stands after every read that is in the history already.
    await tx.jobEvent.create({ data: { jobId, at: now, kind: 'hastened', operatorId: actor.id, detail } })
    await ring(tx, jobId)
    return { ok: true }
  })
  if (outcome.ok) void signalJob(jobId)
  return outcome
}

const NOTHING_WAITS = 'This job does not wait any more. Its page moves on by itself.'

const waitingJob = {
  createdById: true,
  environment: true,
  state: true,
  nextStepAt: true,
  leaseUntil: true,
  enrollee: { select: { erasedAt: true } },
} as const
