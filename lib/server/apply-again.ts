import 'server-only'
import { z } from 'zod'
import { ERASED_WORDS } from '@/lib/domain/erased'
import { jobStateSchema } from '@/lib/domain/job'
import type { JobEventDetail } from '@/lib/domain/job-event'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may, type Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import { databaseTime } from './database-clock'
import { ring } from './queue'
import { signalJob } from './signal'
import { inTransaction } from './transaction'

/**
 * Makes the status of a callback's job be read now, whatever became of the callback; only that read moves anything,
 * so asking twice is harmless. Who asked is in the audit trail and in the job's history.
 * Refusals: callback_not_found, no_job, person_erased, not_sent_yet, nothing_to_read.
 */
export async function applyAgain(actor: Staff, callbackId: string): Promise<Outcome<{ jobId: string }>> {
  const outcome = await inTransaction(async (tx): Promise<Outcome<{ jobId: string }>> => {
    const known = z.uuid().safeParse(callbackId).success && may(actor, 'callbacks.apply')
    const callback = known && (await tx.callback.findUnique({ where: { id: callbackId }, select: { jobId: true } }))
    if (!callback) return refuse('callback_not_found', 'This callback is not here any more. Load the list again.')
    const { jobId } = callback
    if (!jobId) return refuse('no_job', 'This callback names no job of ours, so there is no status to read.')
    const rows = await tx.$queryRaw`
      SELECT state::text FROM "Job" WHERE id = ${jobId}::uuid FOR NO KEY UPDATE`
    const [job] = z.array(z.object({ state: jobStateSchema })).parse(rows)
    // Asked after the lock: whoever erased the person held it.
    if ((await tx.job.count({ where: { id: jobId, enrollee: { erasedAt: { not: null } } } })) > 0)
      return refuse('person_erased', ERASED_WORDS)
    // Making these due would cut short the wait before their next try.
    if (job?.state === 'queued' || job?.state === 'submitting')
      return refuse('not_sent_yet', 'This job is still on its way to Smile ID. Its status is read once it is there.')
    if (!job || job.state === 'refused')
      return refuse(
        'nothing_to_read',
        'Smile ID refused this job, so there is no status to read. The job’s page tells what a callback said beside that.',
      )

    const detail: JobEventDetail['applied_again'] = { callbackId }
    // Timed behind the lock, so that it stands after every read that is in the history already.
    const at = await databaseTime(tx)
    await tx.jobEvent.create({ data: { jobId, at, kind: 'applied_again', operatorId: actor.id, detail } })
    await audit(tx, {
      operatorId: actor.id,
      action: 'callback.applied_again',
      objectType: 'callback',
      objectId: callbackId,
      detail: { jobId },
    })
    await ring(tx, jobId)
    return { ok: true, jobId }
  })
  if (outcome.ok) void signalJob(outcome.jobId)
  return outcome
}
