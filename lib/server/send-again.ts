import 'server-only'
import { framePositions } from '@/lib/domain/frame'
import { guidanceSchema } from '@/lib/domain/guidance-schema'
import { AUTHENTICATE } from '@/lib/domain/job'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Staff } from '@/lib/domain/permissions'
import type { SendAgainForm } from '@/lib/domain/send-again'
import { hasWithdrawn, withdrawnRefusal } from './consent'
import type { Tx } from './db'
import { hashForm } from './form-hash'
import { addJob, announce, formChanged, lockForAnother, noteSentAgain, sameForm } from './new-job'
import { isConfigured } from './provider'
import { inTransaction } from './transaction'

/**
 * Makes a new job of an old one's capture, optionally allowing re-enrolling. The old job stays as it is, with
 * one line more in its history. One job is sent again once; the next try starts from the new job.
 * Refusals: job_not_found, person_erased, not_sendable, already_sent_again, frames_gone, environment_not_configured,
 * not_for_authenticating, consent_withdrawn, form_changed.
 */
export async function sendAgain(
  actor: Staff,
  form: SendAgainForm,
  device: string,
): Promise<Outcome<{ jobId: string }>> {
  const outcome = await inTransaction((tx) => sendAgainIn(tx, actor, form, device))
  if (outcome.ok) announce(outcome.jobId, form.jobId)
  return outcome
}

async function sendAgainIn(
  tx: Tx,
  actor: Staff,
  form: SendAgainForm,
  device: string,
): Promise<Outcome<{ jobId: string }>> {
  const { formKey, allowReEnroll, reason } = form
  const formHash = hashForm({ ...form, formKey: null })
  const locked = await lockForAnother(tx, actor, form.jobId)
  const twin = await sameForm(tx, actor, formKey, formHash)
  if (twin) return { ok: true, jobId: twin }
  if (!locked.ok) return locked

  const old = await tx.job.findUniqueOrThrow({ where: { id: form.jobId }, select: oldJob })
  if (old.type === AUTHENTICATE && allowReEnroll)
    return refuse('not_for_authenticating', 'Authenticating never re-enrolls.')
  if (old.type === AUTHENTICATE && (await hasWithdrawn(tx, old.enrolleeId))) return withdrawnRefusal()
  if (!isConfigured(old.environment))
    return refuse('environment_not_configured', 'This environment has no Smile ID keys any more.')
  const frames = await tx.frame.count({ where: { captureId: old.captureId } })
  if (frames !== framePositions.length)
    return refuse('frames_gone', 'The pictures of this job are erased. Take new ones.')

  const { capture, ...same } = old
  const asked = { ...same, partnerParams: old.partnerParams ?? {}, allowReEnroll, reason: reason ?? old.reason }
  const guidance = guidanceSchema.nullable().catch(null).parse(capture.guidance)
  const history = { capturedAt: capture.createdAt, frames, device, guidance }
  const jobId = await addJob(
    tx,
    actor,
    { ...asked, formKey, formHash, retryOfId: form.jobId, boughtById: actor.id },
    history,
  )
  if (!jobId) return formChanged()
  await noteSentAgain(tx, actor, form.jobId, jobId)
  return { ok: true, jobId }
}

const oldJob = {
  environment: true,
  enrolleeId: true,
  captureId: true,
  type: true,
  useEnrolledImage: true,
  reason: true,
  latitude: true,
  longitude: true,
  altitude: true,
  accuracy: true,
  partnerParams: true,
  linkId: true,
  capture: { select: { createdAt: true, guidance: true } },
} as const
