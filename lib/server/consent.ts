import 'server-only'
import { consentWithdrawn, type Withdrawal } from '@/lib/domain/consent-withdrawn'
import { AUTHENTICATE } from '@/lib/domain/job'
import { knownLanguage, type Language } from '@/lib/domain/language'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { db, type Tx } from './db'
import type { Prisma } from './generated/prisma/client'
import { handedOver } from './handed-over'
import { tellOperator } from './link-request'
import { ring } from './queue'
import { hashToken, receiptToken } from './secrets'
import { signalJob, signalLink } from './signal'
import { inTransaction } from './transaction'
import { moveVisit, type VisitActor, visitOver } from './visit'

/** What to read of a capture for withdrawnAt. */
export const consentOfCapture = {
  visit: { select: { consent: { select: { withdrawnAt: true } } } },
} as const satisfies Prisma.CaptureSelect

const ofWithdrawn = { visit: { consent: { withdrawnAt: { not: null } } } } satisfies Prisma.CaptureWhereInput

/** The same of a job, through its capture: a job that was sent again has the same capture, but no visit. */
const consentOfJob = { capture: { select: consentOfCapture } } as const satisfies Prisma.JobSelect

/** The same of an enrollee, through the job whose selfie is on file. */
export const consentOfEnrollee = { enrolledJob: { select: consentOfJob } } as const satisfies Prisma.EnrolleeSelect

type JobConsent = Prisma.JobGetPayload<{ select: typeof consentOfJob }>

/** When the consent was taken back under which this job's pictures were taken; null: it stands, or it came from the desk. */
export function withdrawnAt(job: JobConsent | null): Date | null {
  return job?.capture.visit?.consent?.withdrawnAt ?? null
}

/** What withdrawalOf reads of a job. */
const withdrawalOfJob = {
  type: true,
  enrollee: { select: consentOfEnrollee },
  ...consentOfJob,
} as const satisfies Prisma.JobSelect

/** How it stands with the consents a job rests on. */
export function withdrawalOf(job: Prisma.JobGetPayload<{ select: typeof withdrawalOfJob }>): Withdrawal {
  const isBarred = job.type === AUTHENTICATE && withdrawnAt(job.enrollee.enrolledJob) !== null
  return { withdrawnAt: withdrawnAt(job), isBarred }
}

/** Jobs about which nothing can be done any more, for their person has withdrawn. */
export const withdrawnJobs = {
  OR: [{ capture: ofWithdrawn }, { type: AUTHENTICATE, enrollee: { enrolledJob: { capture: ofWithdrawn } } }],
} satisfies Prisma.JobWhereInput

/** Whether the consent behind the selfie on file was taken back: then nobody is authenticated against it. */
export async function hasWithdrawn(tx: Tx, enrolleeId: string): Promise<boolean> {
  const enrollee = await tx.enrollee.findUnique({ where: { id: enrolleeId }, select: consentOfEnrollee })
  return withdrawnAt(enrollee?.enrolledJob ?? null) !== null
}

/** The refusal of authenticating somebody who has. */
export function withdrawnRefusal(): Refusal {
  return refuse('consent_withdrawn', `${consentWithdrawn.headline}. ${consentWithdrawn.words}`)
}

/** What to read of a job for mayHaveGoneOut. */
export const sendingOfJob = {
  state: true,
  uploadedAt: true,
  billedCalls: { select: { outcome: true } },
} as const satisfies Prisma.JobSelect

type ConsentForm = { language: string; textVersion: string }

/**
 * Records what the person agreed to, before any camera opens, and gives the token of their receipt page. Agreeing
 * twice, by a double press, is agreeing once. Refusals: visit_over.
 */
export async function giveConsent(visit: VisitActor, form: ConsentForm): Promise<Outcome<{ receipt: string }>> {
  const receipt = receiptToken(visit.id)
  const outcome = await inTransaction<{ receipt: string }>(async (tx) => {
    if (!(await moveVisit(tx, visit.id, { kind: 'consented', detail: form }))) {
      const given = await tx.consent.count({ where: { visitId: visit.id, withdrawnAt: null } })
      return given && visit.isOpen ? { ok: true, receipt } : visitOver()
    }
    await tx.$executeRaw`
      INSERT INTO "Consent" ("visitId", "textVersion", language, at, "receiptHash")
      VALUES (${visit.id}::uuid, ${form.textVersion}, ${form.language}, now(), ${hashToken(receipt)})`
    return { ok: true, receipt }
  })
  if (outcome.ok) await signalLink(visit.linkId)
  return outcome
}

/** What a receipt shows; null: no such receipt. */
export async function readReceipt(receipt: string): Promise<{
  at: Date
  textVersion: string
  language: Language
  withdrawnAt: Date | null
  /** Whether the person was erased here since. */
  isErased: boolean
} | null> {
  const consent = await db().consent.findUnique({
    where: { receiptHash: hashToken(receipt) },
    select: {
      visitId: true,
      at: true,
      textVersion: true,
      language: true,
      withdrawnAt: true,
      visit: { select: { link: { select: { erasedAt: true } } } },
    },
  })
  if (!consent) return null
  const { visitId, visit, language, ...plain } = consent
  const isErased = visit.link.erasedAt !== null || (await isJobErased(visitId))
  return { ...plain, language: knownLanguage(language) ?? 'en', isErased }
}

/** Of a link that many use, which is nobody's: only the job tells whose a visit was. */
async function isJobErased(visitId: string): Promise<boolean> {
  const { visitIds } = await handedOver(db(), visitId)
  const where = { visitId: { in: visitIds }, enrollee: { erasedAt: { not: null } } }
  return (await db().job.count({ where })) > 0
}

/**
 * Takes a consent back, together with those the person gave on devices from which or to which they went on (handedOver).
 * All frames taken under them are erased, and so are those of jobs that wait to be compared with their selfie. The visits
 * end and the operator is told. Doing it twice is doing it once. Refusals: unknown_receipt.
 */
export async function withdraw(receipt: string): Promise<Outcome> {
  const outcome = await inTransaction((tx) => withdrawIn(tx, receipt))
  if (!outcome.ok) return outcome
  await signalLink(outcome.linkId)
  await Promise.all(outcome.jobIds.map(signalJob))
  return { ok: true }
}

async function withdrawIn(tx: Tx, receipt: string): Promise<Outcome<{ linkId: string; jobIds: string[] }>> {
  const found = await tx.consent.findUnique({
    where: { receiptHash: hashToken(receipt) },
    select: { visitId: true, visit: { select: { linkId: true } } },
  })
  if (!found) return refuse('unknown_receipt', 'This receipt is not known. Check that the whole address was copied.')
  const { linkId } = found.visit
  // The link first, as everywhere (docs/decisions/019): a submit or a handover at the same moment is over or has not begun.
  await tx.$queryRaw`SELECT 1 FROM "Link" WHERE id = ${linkId}::uuid FOR NO KEY UPDATE`
  const { visitIds, last } = await handedOver(tx, found.visitId)
  const withdrawn = await tx.$executeRaw`
    UPDATE "Consent" SET "withdrawnAt" = now() WHERE "visitId" = ANY(${visitIds}::uuid[]) AND "withdrawnAt" IS NULL`
  if (withdrawn === 0) return { ok: true, linkId, jobIds: [] }
  await moveVisit(tx, last, { kind: 'withdrawn', detail: {} })
  // Deleting the row, not only its frames, stops a frame that is being written at this moment.
  await tx.$executeRaw`DELETE FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[]) AND "submittedAt" IS NULL`
  await tx.$executeRaw`
    DELETE FROM "Frame" WHERE "captureId" IN (SELECT id FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[]))`
  // By the capture, so that jobs which were sent again are among them: they have the same pictures.
  const jobs = await tx.job.findMany({
    where: { capture: { visitId: { in: visitIds } } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const jobIds = jobs.map(({ id }) => id)
  await tx.jobEvent.createMany({ data: jobIds.map((jobId) => ({ jobId, kind: 'withdrawn' })) })
  await tellOperator(tx, { linkId, visitId: last, kind: 'withdrawn' })
  return { ok: true, linkId, jobIds: [...new Set([...jobIds, ...(await endWaiting(tx, visitIds, jobIds))])] }
}

/**
 * Makes sure that nothing more is sent of these visits' jobs, nor of jobs that are to be compared with their selfie. A job
 * that could still be sent (it waits, is being sent, is in doubt, or may be tried again) loses its pictures; one that
 * waits or is being sent is made due, so that a worker ends it now. Returns their ids.
 */
async function endWaiting(tx: Tx, visitIds: string[], jobIds: string[]): Promise<string[]> {
  const against = { type: AUTHENTICATE, enrollee: { enrolledJob: { capture: { visitId: { in: visitIds } } } } }
  const waiting = await tx.job.findMany({
    where: {
      state: { in: ['queued', 'submitting', 'unknown', 'failed'] },
      resultCode: null,
      OR: [{ id: { in: jobIds } }, against],
    },
    select: { id: true, captureId: true, state: true },
    orderBy: { id: 'asc' },
  })
  await tx.frame.deleteMany({ where: { captureId: { in: waiting.map(({ captureId }) => captureId) } } })
  for (const { id, state } of waiting) if (state === 'queued' || state === 'submitting') await ring(tx, id)
  return waiting.map(({ id }) => id)
}
