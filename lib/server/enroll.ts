import 'server-only'
import { z } from 'zod'
import type { EnrollForm } from '@/lib/domain/enroll-form'
import { environmentName } from '@/lib/domain/environment'
import { framePositions } from '@/lib/domain/frame'
import { AUTHENTICATE } from '@/lib/domain/job'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import type { Staff } from '@/lib/domain/permissions'
import { captureNotFound } from './captures'
import { hasWithdrawn, withdrawnRefusal } from './consent'
import { db, type Tx } from './db'
import { addEnrollee } from './enrollee-row'
import type { Judged } from './face-gate'
import { hashForm } from './form-hash'
import { framesFault, submitJudged } from './judged-frames'
import { addJob, announce, formChanged, lockForAnother, noteSentAgain, sameForm } from './new-job'
import { isConfigured } from './provider'
import { idsOf } from './rows'
import { inTransaction } from './transaction'

const CAPTURE_USED = 'capture_used'

const captureSchema = z.array(z.object({ createdAt: z.date() }))

/**
 * Makes a job of a complete, unused capture: enrollee, job, history and wake-up in one transaction.
 * The same form sent twice is the same job, also after its page was loaded again. A register job for somebody already
 * enrolled is let through: the provider is the judge of that, and answers 2209. It takes the place of the job it is
 * another try of only where this operator might send that one again; taking new pictures is their right in any case.
 * Refusals: environment_not_configured, capture_not_found, capture_incomplete, capture_used (with the job, where it is
 * this operator's), not_enrolled, consent_withdrawn, form_changed, frames_changed, and those of judgeCapture.
 */
export async function enroll(actor: Staff, form: EnrollForm, device: string): Promise<Outcome<{ jobId: string }>> {
  if (!isConfigured(form.environment)) return notConfigured(form)
  const outcome = await submitJudged(actor, form.captureId, (judged) =>
    inTransaction((tx) => enrollIn(tx, actor, form, device, judged)),
  )
  if (!outcome.ok && outcome.code === CAPTURE_USED) return usedBefore(actor, form, outcome)
  if (outcome.ok) announce(outcome.jobId, form.retryOf)
  return outcome
}

async function enrollIn(
  tx: Tx,
  actor: Staff,
  form: EnrollForm,
  device: string,
  judged: Judged,
): Promise<Outcome<{ jobId: string }>> {
  const { formKey, captureId, guidance, environment, type, allowReEnroll, useEnrolledImage, reason, location } = form
  const formHash = hashOf(form)

  // The capture is locked first and by everyone, so whoever wants the same one waits here and nowhere else.
  const rows = await tx.$queryRaw`
    SELECT "createdAt" FROM "Capture"
     WHERE id = ${captureId}::uuid AND "operatorId" = ${actor.id}::uuid FOR NO KEY UPDATE`
  const [capture] = captureSchema.parse(rows)
  if (!capture) return captureNotFound()
  const earlier = form.retryOf ? await lockForAnother(tx, actor, form.retryOf) : null
  const enrolleeId = type === AUTHENTICATE ? await enrolledAlready(tx, form) : await addEnrollee(tx, form)
  if (!enrolleeId) return notEnrolled(form)
  if (type === AUTHENTICATE && (await hasWithdrawn(tx, enrolleeId))) return withdrawnRefusal()
  const frames = framePositions.length
  // Only a job of the same enrollee can have been an earlier try.
  const retryOfId = earlier?.ok && earlier.enrolleeId === enrolleeId ? form.retryOf : null

  const partnerParams = Object.fromEntries(form.partnerParams.map(({ key, value }) => [key, value]))
  const asked = { environment, type, allowReEnroll, useEnrolledImage, reason, ...location, retryOfId, partnerParams }
  const history = { capturedAt: capture.createdAt, frames, device, guidance }
  const jobId = await addJob(tx, actor, { ...asked, formKey, formHash, captureId, enrolleeId }, history)
  if (!jobId) {
    const twin = await sameForm(tx, actor, formKey, formHash)
    return twin ? { ok: true, jobId: twin } : formChanged()
  }

  // The conditional update is the lock: one capture becomes one job, whatever comes at the same time.
  // By the database's clock, which will also say when these pictures have been kept for long enough.
  const count = await tx.$executeRaw`
    UPDATE "Capture" SET "submittedAt" = now(), guidance = ${guidance && JSON.stringify(guidance)}::jsonb
     WHERE id = ${captureId}::uuid AND "submittedAt" IS NULL`
  if (count === 0) return refuse(CAPTURE_USED, 'These pictures were already sent. Take new ones for another job.')
  const fault = await framesFault(tx, captureId, judged)
  if (fault) return fault
  if (retryOfId) await noteSentAgain(tx, actor, retryOfId, jobId)
  return { ok: true, jobId }
}

const hashOf = (form: EnrollForm) => hashForm({ ...form, formKey: null })

/**
 * A page that was loaded again has a new key for its form and does not know what became of the old one. The same
 * answers for the same pictures are the job that was made of them; with other answers it is named, so that nobody
 * takes one person's pictures again without knowing that they were sent.
 */
async function usedBefore(
  actor: { id: string },
  form: EnrollForm,
  refusal: Refusal,
): Promise<Outcome<{ jobId: string }>> {
  const job = await db().job.findFirst({
    where: { captureId: form.captureId, createdById: actor.id },
    orderBy: { createdAt: 'asc' },
    select: { id: true, formHash: true },
  })
  if (!job) return refusal
  const isSame = Buffer.compare(job.formHash, hashOf(form)) === 0
  return isSame ? { ok: true, jobId: job.id } : { ...refusal, jobId: job.id }
}

async function enrolledAlready(tx: Tx, { environment, userId }: EnrollForm): Promise<string | undefined> {
  // Held until the job is there, so that nobody is erased between the two.
  const rows = await tx.$queryRaw`
    SELECT id FROM "Enrollee" WHERE environment = ${environment}::"Environment" AND "userId" = ${userId}
       AND "enrolledAt" IS NOT NULL FOR KEY SHARE`
  return idsOf(rows)[0]
}

function notConfigured({ environment }: EnrollForm): Refusal {
  const name = environmentName[environment]
  return refuse('environment_not_configured', `${name} has no Smile ID keys here, so nothing was sent.`, {
    environment: `${name} has no keys. Choose another environment, or ask an administrator to set them.`,
  })
}

function notEnrolled({ environment }: EnrollForm): Refusal {
  const message = `This user id is not enrolled in ${environmentName[environment]}, so there is no selfie to compare with. Register it first.`
  return refuse('not_enrolled', message, { userId: 'Not enrolled yet. Register this person first.' })
}
