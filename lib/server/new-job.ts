import 'server-only'
import { z } from 'zod'
import { ERASED_WORDS } from '@/lib/domain/erased'
import type { CaptureGuidance } from '@/lib/domain/guidance'
import { jobStateSchema } from '@/lib/domain/job'
import type { JobEventDetail } from '@/lib/domain/job-event'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { may, type Staff } from '@/lib/domain/permissions'
import { maySendAgain } from '@/lib/domain/send-again'
import type { Tx } from './db'
import type { Prisma } from './generated/prisma/client'
import { newId } from './new-id'
import { ring } from './queue'
import { callbackToken, hashToken } from './secrets'
import { signalJob } from './signal'

type NewJob = Omit<Prisma.JobCreateManyInput, 'id' | 'callbackHash' | 'state' | 'nextStepAt' | 'createdById'>

/**
 * Adds a job: its row, the first lines of its history and the worker's wake-up, in the caller's transaction.
 * Null when the form's key was used before: the unique index decides, so parallel twins wait for the first.
 */
export async function addJob(
  tx: Tx,
  actor: { id: string },
  job: NewJob,
  history: { capturedAt: Date; frames: number; device: string; guidance?: CaptureGuidance | null; link?: string },
): Promise<string | null> {
  const id = newId()
  const row = { ...job, id, createdById: actor.id, callbackHash: hashToken(callbackToken(id)) }
  const { count } = await tx.job.createMany({ data: [row], skipDuplicates: true })
  if (count === 0) return null
  const byLink = history.link !== undefined
  // A job that an operator sent again still has the pictures that the person took by the link.
  const source = job.linkId ? 'link' : 'desk'
  // By a link the person captured and sent: no operator did, though the job belongs to whoever made the link.
  const [capturedBy, queuedBy] = [source === 'link' ? null : actor.id, byLink ? null : actor.id]
  const captured: JobEventDetail['captured'] = {
    frames: history.frames,
    source,
    ...(history.guidance && { guidance: history.guidance }),
  }
  const queued: JobEventDetail['queued'] = {
    device: history.device,
    allowReEnroll: job.allowReEnroll ?? false,
    useEnrolledImage: job.useEnrolledImage ?? false,
    reason: job.reason ?? null,
    ...(byLink && { link: history.link }),
  }
  await tx.jobEvent.createMany({
    data: [
      { jobId: id, kind: 'captured', at: history.capturedAt, operatorId: capturedBy, detail: captured },
      { jobId: id, kind: 'queued', operatorId: queuedBy, detail: queued },
    ],
  })
  await ring(tx, id)
  return id
}

/** After the commit: open lists and the earlier job's page hear of a new job without waiting for a worker to take it. */
export function announce(jobId: string, retryOfId: string | null | undefined): void {
  void signalJob(jobId)
  if (retryOfId) void signalJob(retryOfId)
}

/** The job this form already made, if it is this operator's and the form is the same to the letter. */
export async function sameForm(
  tx: Tx,
  actor: { id: string },
  formKey: string,
  formHash: Uint8Array,
): Promise<string | null> {
  const job = await tx.job.findFirst({
    where: { formKey, createdById: actor.id },
    select: { id: true, formHash: true },
  })
  return job && Buffer.compare(job.formHash, formHash) === 0 ? job.id : null
}

/** The refusal of a form whose key was used before, with other answers. */
export function formChanged(): Refusal {
  return refuse('form_changed', 'This form was already sent with other answers. Check it and send it as a new one.')
}

/**
 * Locks a job, if another may be made in its place, and says whose it is. Whoever wants the same waits here, so that two
 * desks, or a desk beside *Send again*, put one job in its place. Locked before any enrollee (docs/decisions/021).
 * Refusals: job_not_found, person_erased, not_sendable, already_sent_again.
 */
export async function lockForAnother(tx: Tx, actor: Staff, jobId: string): Promise<Outcome<{ enrolleeId: string }>> {
  const rows = await tx.$queryRaw`
    SELECT state::text FROM "Job" WHERE id = ${jobId}::uuid FOR NO KEY UPDATE`
  const [lock] = z.array(z.object({ state: jobStateSchema })).parse(rows)
  const old = lock && (await tx.job.findUnique({ where: { id: jobId }, select: ofTheOld }))
  if (!old || !may(actor, 'jobs.retry', old.createdById))
    return refuse('job_not_found', 'This job is not here, or not yours to send again.')
  if (old.enrollee.erasedAt) return refuse('person_erased', ERASED_WORDS)
  if (!maySendAgain(lock.state)) return refuse('not_sendable', 'This job is not at an end that can be sent again.')
  if (old.retries.length) return refuse('already_sent_again', 'This job was already sent again; follow the new one.')
  return { ok: true, enrolleeId: old.enrolleeId }
}

const ofTheOld = {
  createdById: true,
  enrolleeId: true,
  enrollee: { select: { erasedAt: true } },
  retries: { select: { id: true }, take: 1 },
} as const satisfies Prisma.JobSelect

/** One line in the old job's history: it was sent again as a new one. */
export async function noteSentAgain(tx: Tx, actor: { id: string }, oldJobId: string, jobId: string): Promise<void> {
  const detail: JobEventDetail['sent_again'] = { jobId }
  await tx.jobEvent.create({ data: { jobId: oldJobId, kind: 'sent_again', operatorId: actor.id, detail } })
}
