import 'server-only'
import { z } from 'zod'
import { type Environment, environmentSchema } from '@/lib/domain/environment'
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
  const rows = await db().$queryRaw`
    SELECT id, "userId", "displayName", environment::text, language, contact, "expiresAt", "pausedAt", "revokedAt", "revokedWhy"::text,
           uses, "maxUses", now() AS now, "erasedAt" IS NOT NULL AS "isErased",
           "userId" IS NOT NULL AND EXISTS (
             SELECT 1 FROM "Visit" v WHERE v."linkId" = l.id AND v."endedAt" IS NULL AND v.deadline > now()) AS "isInUse"
      FROM "Link" l WHERE "tokenHash" = ${hashToken(token)}`
  const [link] = z.array(linkPageRowSchema).parse(rows)
  if (!link) return { kind: 'unknown' }
  const { language, contact, expiresAt, isInUse } = link
  const reason = deadReason(link)
  if (reason) return { kind: 'dead', id: link.id, reason, mayAsk: !link.isErased, language, contact, expiresAt }
  return { kind: 'open', whom: whomMasked(link), environment: link.environment, language, contact, expiresAt, isInUse }
}

/** Whether a link that is over was used by this browser's own visit, whose result is then shown. */
export function isUsedBy(link: LinkPage, visit: { linkId: string; state: VisitState } | null): boolean {
  if (link.kind !== 'dead' || !visit) return false
  if (visit.linkId !== link.id) return false
  return link.reason === 'completed'
    ? visit.state === 'submitted' || visit.state === 'withdrawn'
    : link.reason === 'expired' && visit.state === 'submitted'
}

/** What a link's stops follow from, with the database's time. */
export const stopRowSchema = z.object({
  expiresAt: z.date(),
  pausedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  revokedWhy: z.enum(['operator', 'not_me', 'reissued']).nullable(),
  uses: z.number().int(),
  maxUses: z.number().int(),
  now: z.date(),
})
type StopRow = z.infer<typeof stopRowSchema>

const linkPageRowSchema = stopRowSchema.extend({
  id: z.uuid(),
  environment: environmentSchema,
  userId: z.string().nullable(),
  displayName: z.string().nullable(),
  language: z.string().nullable(),
  contact: z.string(),
  isInUse: z.boolean(),
  isErased: z.boolean(),
})

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
