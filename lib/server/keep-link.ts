import 'server-only'
import { EXPIRY_MINUTES_MAX } from '@/lib/domain/link-form'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { reach, type Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import type { Tx } from './db'
import { signalLink } from './signal'
import { inTransaction } from './transaction'

type Move = 'link.extended' | 'link.paused' | 'link.resumed' | 'link.revoked'

export const linkNotFound = refuse('not_found', 'There is no such link, or it is not yours.')
const moved = refuse('moved_on', 'The link has changed meanwhile. Load the page again and look.')

/** Whose links this keeper may touch: their own, or everybody's (null). */
export function ownerOf(keeper: Staff, action: 'links.read' | 'links.manage'): { createdById?: string } | null {
  const granted = reach(keeper.role, action)
  if (granted === 'none') return null
  return granted === 'own' ? { createdById: keeper.id } : {}
}

/**
 * Adds minutes to a link's time, counted from its end or, once that is past, from now; 30 days from now at most.
 * Refusals: not_found, moved_on (stopped or used up meanwhile), too_long.
 */
export function extendLink(keeper: Staff, linkId: string, minutes: number): Promise<Outcome> {
  return move(
    keeper,
    linkId,
    'link.extended',
    { minutes },
    (tx) => tx.$executeRaw`
    UPDATE "Link" SET "expiresAt" = GREATEST("expiresAt", now()) + make_interval(mins => ${minutes}::int)
    WHERE id = ${linkId}::uuid AND "revokedAt" IS NULL AND "erasedAt" IS NULL AND uses < "maxUses"
      AND GREATEST("expiresAt", now()) + make_interval(mins => ${minutes}::int)
          <= now() + make_interval(mins => ${EXPIRY_MINUTES_MAX}::int)`,
    tooLong,
  )
}

const tooLong = refuse('too_long', 'A link is good for at most 30 days from now. Choose less time, or re-issue it.', {
  expiryMinutes: 'At most 30 days from now in all.',
})

/** Stops a link until it is resumed. Whoever is on its page already may finish. */
export function pauseLink(keeper: Staff, linkId: string): Promise<Outcome> {
  return move(
    keeper,
    linkId,
    'link.paused',
    {},
    (tx) => tx.$executeRaw`
    UPDATE "Link" SET "pausedAt" = now() WHERE id = ${linkId}::uuid AND "pausedAt" IS NULL AND "revokedAt" IS NULL
      AND "erasedAt" IS NULL`,
  )
}

/** Lets a paused link be opened again, for what is left of its time. Refusals: not_found, moved_on. */
export function resumeLink(keeper: Staff, linkId: string): Promise<Outcome> {
  return move(
    keeper,
    linkId,
    'link.resumed',
    {},
    (tx) => tx.$executeRaw`
    UPDATE "Link" SET "pausedAt" = NULL WHERE id = ${linkId}::uuid AND "pausedAt" IS NOT NULL AND "revokedAt" IS NULL`,
  )
}

/** Stops a link for good. */
export function revokeLink(keeper: Staff, linkId: string): Promise<Outcome> {
  return move(
    keeper,
    linkId,
    'link.revoked',
    {},
    (tx) => tx.$executeRaw`
    UPDATE "Link" SET "revokedAt" = now(), "revokedWhy" = 'operator', "revokedById" = ${keeper.id}::uuid
    WHERE id = ${linkId}::uuid AND "revokedAt" IS NULL`,
  )
}

/** Whether the link is theirs, then the conditional update: it is the lock, and its refusal says that somebody was faster. */
async function move(
  keeper: Staff,
  linkId: string,
  action: Move,
  detail: Record<string, number>,
  update: (tx: Tx) => Promise<number>,
  otherwise: Refusal = moved,
): Promise<Outcome> {
  const owner = ownerOf(keeper, 'links.manage')
  if (!owner) return linkNotFound
  const outcome = await inTransaction(async (tx) => {
    const found = await tx.link.findFirst({ where: { id: linkId, ...owner }, select: { id: true } })
    if (!found) return linkNotFound
    if ((await update(tx)) === 0) return (await isOver(tx, linkId)) ? moved : otherwise
    await audit(tx, { operatorId: keeper.id, action, objectType: 'link', objectId: linkId, detail })
    return { ok: true }
  })
  if (outcome.ok) await signalLink(linkId)
  return outcome
}

/** Asked after the update: what stood in its way may have come while it waited. */
async function isOver(tx: Tx, linkId: string): Promise<boolean> {
  const link = await tx.link.findUnique({
    where: { id: linkId },
    select: { revokedAt: true, erasedAt: true, uses: true, maxUses: true },
  })
  return !link || link.revokedAt !== null || link.erasedAt !== null || link.uses >= link.maxUses
}
