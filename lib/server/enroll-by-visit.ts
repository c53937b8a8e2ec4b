import 'server-only'
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { environmentSchema } from '@/lib/domain/environment'
import { framePositions } from '@/lib/domain/frame'
import type { CaptureGuidance } from '@/lib/domain/guidance'
import { REGISTER } from '@/lib/domain/job'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { capturingStates } from '@/lib/domain/visit'
import { captureNotFound } from './captures'
import { deadLink } from './claim-visit'
import { db, type Tx } from './db'
import { addEnrollee } from './enrollee-row'
import type { Judged } from './face-gate'
import { hashForm } from './form-hash'
import { framesFault, submitJudged } from './judged-frames'
import { deadReason, stopRowSchema } from './link-page'
import { addJob } from './new-job'
import { isConfigured } from './provider'
import { signalJob, signalLink } from './signal'
import { inTransaction } from './transaction'
import { moveVisit, type VisitActor, visitOver } from './visit'

/** Submissions for one enrollee in a day, by whichever links: more is no person trying. */
const PER_ENROLLEE_A_DAY = 10

/**
 * Makes a job of a visit's capture: use spent, enrollee, job, history and wake-up in one transaction. Who it is
 * for, and whether re-enrolling is allowed, comes from the link's row and from nowhere else. Until the visit's
 * deadline it does not matter that the link has expired or was paused meanwhile. The same submit twice is the same
 * job. Refusals: visit_over, no_consent, revoked, reissued, not_me, completed, too_many, capture_not_found,
 * capture_incomplete, capture_used, frames_changed, environment_not_configured, and those of judgeCapture.
 */
export async function submitVisit(
  visit: VisitActor,
  captureId: string,
  guidance: CaptureGuidance | null = null,
): Promise<Outcome<{ jobId: string }>> {
  const done = await jobOf(visit, captureId)
  if (done) return { ok: true, jobId: done }
  const link = await db().link.findUniqueOrThrow({
    where: { id: visit.linkId },
    select: { environment: true },
  })
  if (!isConfigured(link.environment))
    return refuse('environment_not_configured', 'Nothing can be sent just now. Try again later.')
  const outcome = await submitJudged({ visitId: visit.id }, captureId, (judged) =>
    inTransaction((tx) => submitIn(tx, visit, captureId, guidance, judged)),
  )
  // The same submit a moment before this one was faster: its job is the answer to both.
  const twin = outcome.ok ? null : await jobOf(visit, captureId)
  if (twin) return { ok: true, jobId: twin }
  if (outcome.ok) await Promise.all([signalLink(visit.linkId), signalJob(outcome.jobId)])
  return outcome
}

async function jobOf(visit: VisitActor, captureId: string): Promise<string | null> {
  const job = await db().job.findUnique({ where: { visitId: visit.id }, select: { id: true, captureId: true } })
  return job?.captureId === captureId ? job.id : null
}

async function submitIn(
  tx: Tx,
  visit: VisitActor,
  captureId: string,
  guidance: CaptureGuidance | null,
  judged: Judged,
): Promise<Outcome<{ jobId: string }>> {
  const link = await spendUse(tx, visit)
  if (!link) return deadLink((await stopOf(tx, visit.linkId)) ?? 'completed')
  const states = await tx.$queryRaw`
    SELECT v.device, EXISTS (SELECT 1 FROM "Consent" c WHERE c."visitId" = v.id AND c."withdrawnAt" IS NULL) AS consented
      FROM "Visit" v WHERE id = ${visit.id}::uuid AND deadline > now()
       AND (state = ANY(${capturingStates}::"VisitState"[]) OR state = 'claimed') FOR NO KEY UPDATE`
  const [state] = z.array(z.object({ device: z.string(), consented: z.boolean() })).parse(states)
  if (!state) return visitOver()
  if (!state.consented) return refuse('no_consent', 'Nothing is sent before you have agreed. Load the page again.')

  const captures = await tx.$queryRaw`
    SELECT "createdAt", "submittedAt" FROM "Capture"
     WHERE id = ${captureId}::uuid AND "visitId" = ${visit.id}::uuid FOR NO KEY UPDATE`
  const [capture] = z.array(z.object({ createdAt: z.date(), submittedAt: z.date().nullable() })).parse(captures)
  if (!capture) return captureNotFound()
  if (capture.submittedAt) return refuse('capture_used', 'These pictures were already sent.')
  const fault = await framesFault(tx, captureId, judged)
  if (fault) return fault
  await tx.$executeRaw`
    UPDATE "Capture" SET "submittedAt" = now(), guidance = ${guidance && JSON.stringify(guidance)}::jsonb WHERE id = ${captureId}::uuid`

  const { environment, displayName, allowReEnroll, reason, createdById, label } = link
  const userId = link.userId ?? newUserId(link.userIdPrefix ?? '')
  const enrolleeId = await addEnrollee(tx, { environment, userId, displayName, allowReEnroll })
  if (await sentTooOften(tx, enrolleeId))
    return refuse('too_many', 'That was tried too often today. Ask the people who sent you the link.')
  const asked = { environment, type: REGISTER, allowReEnroll, reason, captureId, enrolleeId }
  const jobId = await addJob(
    tx,
    { id: createdById },
    // One visit makes one job: its id is the form's key.
    { ...asked, formKey: visit.id, formHash: hashForm(asked), linkId: visit.linkId, visitId: visit.id },
    { capturedAt: capture.createdAt, frames: framePositions.length, device: state.device, guidance, link: label },
  )
  if (!jobId || !(await moveVisit(tx, visit.id, { kind: 'submitted', detail: { jobId } }))) return visitOver()
  return { ok: true, jobId }
}

const spentLinkSchema = z.object({
  environment: environmentSchema,
  userId: z.string().nullable(),
  userIdPrefix: z.string().nullable(),
  displayName: z.string().nullable(),
  allowReEnroll: z.boolean(),
  reason: z.string().nullable(),
  createdById: z.uuid(),
  label: z.string(),
})
type SpentLink = z.infer<typeof spentLinkSchema>

/**
 * The lock of the single use: of many submits at one moment, in whichever process, only as many pass as uses are
 * left. Neither expiry nor a pause is asked: the claim asked, and a person under way may finish.
 */
async function spendUse(tx: Tx, { id, linkId }: VisitActor): Promise<SpentLink | null> {
  const rows = await tx.$queryRaw`
    UPDATE "Link" SET uses = uses + 1, "lastVisitId" = ${id}::uuid
     WHERE id = ${linkId}::uuid AND uses < "maxUses" AND "revokedAt" IS NULL
    RETURNING environment::text AS environment, "userId", "userIdPrefix", "displayName", "allowReEnroll", reason,
              "createdById", label`
  const [link] = z.array(spentLinkSchema).parse(rows)
  return link ?? null
}

/** Counts jobs, not tries: whoever was refused for another reason has used nothing up. */
async function sentTooOften(tx: Tx, enrolleeId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS count FROM "Job"
     WHERE "enrolleeId" = ${enrolleeId}::uuid AND "visitId" IS NOT NULL AND "createdAt" > now() - interval '1 day'`
  const [{ count }] = z.tuple([z.object({ count: z.number().int() })]).parse(rows)
  return count >= PER_ENROLLEE_A_DAY
}

async function stopOf(tx: Tx, linkId: string) {
  const rows = await tx.$queryRaw`
    SELECT "expiresAt", "pausedAt", "revokedAt", "revokedWhy"::text, uses, "maxUses", now() AS now
      FROM "Link" WHERE id = ${linkId}::uuid`
  const [link] = z.array(stopRowSchema).parse(rows)
  return link ? deadReason({ ...link, pausedAt: null }) : null
}

/** 60 bits without look-alikes: nobody meets another's user id, and it can be read out. */
function newUserId(prefix: string): string {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz1'
  return prefix + Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')
}
