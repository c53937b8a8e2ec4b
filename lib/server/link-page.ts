import 'server-only'
import type { Environment } from '@/lib/domain/environment'
import { isErased } from '@/lib/domain/erased'
import { type DeadReason, linkRefusal } from '@/lib/domain/link'
import { maskName, maskUserId } from '@/lib/domain/mask'
import type { VisitState } from '@/lib/domain/visit'
import { db } from './db'
import { hashToken } from './secrets'

/** What a link's address shows. `contact` is the link's own; empty: the organisation's. */
type LinkPage =
  | { kind: 'unknown' }
  /** `mayAsk`: whether a new one can be had in its place. */
  | {
      kind: 'dead'
      id: string
      reason: DeadReason
      mayAsk: boolean
      language: string | null
      contact: string
      expiresAt: Date
    }
  /** `whom`: masked; null: whoever opens it. */
  | {
      kind: 'open'
      whom: string | null
      environment: Environment
      language: string | null
      contact: string
      expiresAt: Date
      isInUse: boolean
    }

/**
 * What is behind a link's address. Reads and changes nothing: mail scanners and chat previews open links too.
 * A malformed token is hashed and asked for like an unknown one, so that nobody learns which it was.
 */
export async function readLinkByToken(token: string): Promise<LinkPage> {
  const [link] = await db().$queryRaw<LinkPageRow[]>`
    SELECT id, "userId", "displayName", environment::text, language, contact, "expiresAt", "pausedAt", "revokedAt", "revokedWhy"::text,
           uses, "maxUses", now() AS now, "erasedAt" IS NOT NULL AS "isErased",
           "userId" IS NOT NULL AND EXISTS (
             SELECT 1 FROM "Visit" v WHERE v."linkId" = l.id AND v."endedAt" IS NULL AND v.deadline > now()) AS "isInUse"
      FROM "Link" l WHERE "tokenHash" = ${hashToken(token)}`
  if (!link) return { kind: 'unknown' }
  const { language, contact, expiresAt, isInUse } = link
  const reason = deadReason(link)
  if (reason) return { kind: 'dead', id: link.id, reason, mayAsk: !link.isErased, language, contact, expiresAt }
  return { kind: 'open', whom: whomMasked(link), environment: link.environment, language, contact, expiresAt, isInUse }
}

/** Whether this browser's visit is what a link that is over was used by: its result is what there is to show. */
export function isUsedBy(link: LinkPage, visit: { linkId: string; state: VisitState } | null): boolean {
  if (link.kind !== 'dead' || !visit) return false
  if (visit.linkId !== link.id) return false
  return link.reason === 'completed'
    ? visit.state === 'submitted' || visit.state === 'withdrawn'
    : link.reason === 'expired' && visit.state === 'submitted'
}

type LinkPageRow = StopRow & {
  id: string
  environment: Environment
  userId: string | null
  displayName: string | null
  language: string | null
  contact: string
  isInUse: boolean
  isErased: boolean
}

/** What a link's stops follow from, with the database's time. */
export type StopRow = {
  expiresAt: Date
  pausedAt: Date | null
  revokedAt: Date | null
  revokedWhy: 'operator' | 'not_me' | 'reissued' | null
  uses: number
  maxUses: number
  now: Date
}

/** Why a link cannot be begun with now, by the database's time; null: it can. */
export function deadReason(link: StopRow): DeadReason | null {
  const stop = linkRefusal(link, link.now)
  if (stop !== 'revoked') return stop
  return link.revokedWhy === 'reissued' || link.revokedWhy === 'not_me' ? link.revokedWhy : 'revoked'
}

/** Whom a link is for, as its page may show it; null: whoever opens it. */
export function whomMasked({
  userId,
  displayName,
}: {
  userId: string | null
  displayName: string | null
}): string | null {
  if (userId && isErased(userId)) return null
  if (displayName) return maskName(displayName)
  return userId && maskUserId(userId)
}
