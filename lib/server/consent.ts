import 'server-only'
import { consentWithdrawn, type Withdrawal } from '@/lib/domain/consent-withdrawn'
import { AUTHENTICATE } from '@/lib/domain/job'
import { knownLanguage, type Language } from '@/lib/domain/language'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { db, type Tx } from './db'
import type { Prisma } from './generated/prisma/client'
import { handedOver } from './handed-over'
import { hashToken, receiptToken } from './secrets'
import { signalLink } from './signal'
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
