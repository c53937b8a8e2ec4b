import 'server-only'
import type { Environment } from '@/lib/domain/environment'
import { linkRefusal } from '@/lib/domain/link'
import { isOfThePerson } from '@/lib/domain/next-step'
import { refusalMeaning } from '@/lib/domain/refusal-catalogue'
import { resultMeaning } from '@/lib/domain/result-catalogue'
import { isOver, type VisitStage, visitStageAt } from '@/lib/domain/visit'
import { databaseTime } from './database-clock'
import { db } from './db'
import { lastHandedTo } from './handed-over'
import { whomMasked } from './link-page'
import { receiptToken } from './secrets'
import type { VisitActor } from './visit'

/** What became of the selfie, for the person: no scores, no codes. `reason`: the catalogue's words for people. */
export type VisitResult =
  | { outcome: 'received' | 'enrolled' | 'under_review' | 'unclear'; reason: null }
  | { outcome: 'try_again'; reason: string }

/** What a visit's page shows. */
export type VisitView = {
  stage: VisitStage
  deadline: Date
  language: string
  /** Whom the link is for, masked; null: whoever opens it. */
  whom: string | null
  environment: Environment
  /** Token of the receipt page; null: nothing was agreed to. */
  receipt: string | null
  /** Null before the submit. */
  result: VisitResult | null
  /** Whether this link allows one more selfie now. */
  mayTryAgain: boolean
  redirectUrl: string | null
  contact: string
  /** The visit that took over on another device; what it comes to can be followed here. */
  successor: { stage: VisitStage; result: VisitResult | null } | null
  /** Why the link was stopped for good while the visit was under way; null: it was not. */
  stopped: 'revoked' | 'reissued' | 'not_me' | 'completed' | null
}

/** How the visit stands, and what became of its selfie. Reads only. */
export async function readVisit(visit: VisitActor): Promise<VisitView> {
  const now = await databaseTime()
  const row = await db().visit.findUniqueOrThrow({ where: { id: visit.id }, select: wholeVisit })
  const { link, consent, state, deadline, language } = row
  const successor = row.supersededById ? await lastSuccessor(row.supersededById) : null
  return {
    stage: visitStageAt({ state, deadline }, now),
    deadline,
    language,
    whom: whomMasked(link),
    environment: link.environment,
    receipt: consent ? receiptToken(visit.id) : null,
    result: await resultOf(row.job?.id ?? null),
    mayTryAgain: linkRefusal(link, now) === null,
    redirectUrl: link.redirectUrl,
    contact: link.contact,
    successor: successor && {
      stage: visitStageAt(successor, now),
      result: await resultOf(successor.job?.id ?? null),
    },
    stopped: isOver(state) ? null : stoppedFor(link),
  }
}

type Stops = {
  revokedAt: Date | null
  revokedWhy: 'operator' | 'reissued' | 'not_me' | null
  uses: number
  maxUses: number
}

function stoppedFor({ revokedAt, revokedWhy, uses, maxUses }: Stops): VisitView['stopped'] {
  if (revokedAt) return revokedWhy === 'reissued' || revokedWhy === 'not_me' ? revokedWhy : 'revoked'
  return uses >= maxUses ? 'completed' : null
}

/**
 * A job sent again by an operator goes on as another one: the last of them is what the person waits for. A hop
 * is one by hand after the end of the job before, so there are few.
 */
async function resultOf(jobId: string | null): Promise<VisitResult | null> {
  if (!jobId) return null
  const job = await db().job.findUniqueOrThrow({
    where: { id: jobId },
    select: {
      state: true,
      resultCode: true,
      failureCode: true,
      retries: { select: { id: true }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  })
  const next = job.retries[0]
  if (next) return resultOf(next.id)
  switch (job.state) {
    case 'approved':
      return { outcome: 'enrolled', reason: null }
    case 'provisional':
      return { outcome: 'under_review', reason: null }
    case 'rejected':
      return { outcome: 'try_again', reason: resultMeaning(job.resultCode ?? '').person }
    case 'refused':
      return refusedResult(job.failureCode ?? '')
    // A dead letter is the operator's to send again: the person has done their part.
    case 'failed':
      return job.failureCode === 'frames_gone'
        ? { outcome: 'try_again', reason: refusalMeaning('frames_gone').person }
        : { outcome: 'under_review', reason: null }
    // With a result: nobody knows what it means. Without one: nobody knows yet whether the upload arrived.
    case 'unknown':
      return { outcome: job.resultCode === null ? 'received' : 'unclear', reason: null }
    default:
      return { outcome: 'received', reason: null }
  }
}

/** A refusal for the account's sake or the settings' is the operator's to mend: another selfie would be refused too. */
function refusedResult(code: string): VisitResult {
  const { next, person } = refusalMeaning(code)
  return next.some(isOfThePerson) ? { outcome: 'try_again', reason: person } : { outcome: 'under_review', reason: null }
}

async function lastSuccessor(id: string) {
  return db().visit.findUniqueOrThrow({ where: { id: await lastHandedTo(id) }, select: successorColumns })
}

const successorColumns = { state: true, deadline: true, job: { select: { id: true } } } as const

const wholeVisit = {
  ...successorColumns,
  supersededById: true,
  language: true,
  consent: { select: { at: true } },
  link: {
    select: {
      environment: true,
      userId: true,
      displayName: true,
      redirectUrl: true,
      contact: true,
      pausedAt: true,
      revokedAt: true,
      revokedWhy: true,
      uses: true,
      maxUses: true,
      expiresAt: true,
    },
  },
} as const
