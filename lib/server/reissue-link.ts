import 'server-only'
import { ERASED_WORDS } from '@/lib/domain/erased'
import { EXPIRY_MINUTES_MAX, EXPIRY_MINUTES_MIN } from '@/lib/domain/link-form'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import type { Tx } from './db'
import { linkNotFound, ownerOf } from './keep-link'
import { bearLink } from './make-link'
import { hashToken } from './secrets'
import { signalLink } from './signal'
import { inTransaction } from './transaction'

export type Reissued = { linkId: string; url: string; expiresAt: Date; email: string | null }

/**
 * Makes a new link like an old one, with a fresh token and the old one's whole time anew, and stops the old
 * one. Requests for a new link are answered by it. Once per link: a second re-issue is done from the newest.
 * Refusals: not_found, person_erased,
 * already_reissued, already_made.
 */
export async function reissueLink(keeper: Staff, linkId: string, formKey: string): Promise<Outcome<Reissued>> {
  const owner = ownerOf(keeper, 'links.manage')
  if (!owner) return linkNotFound
  const outcome = await inTransaction((tx) => reissueIn(tx, keeper, { id: linkId, ...owner }, formKey))
  if (outcome.ok) await Promise.all([signalLink(linkId), signalLink(outcome.linkId)])
  return outcome
}

async function reissueIn(
  tx: Tx,
  keeper: Staff,
  where: { id: string; createdById?: string },
  formKey: string,
): Promise<Outcome<Reissued>> {
  // Locked first, so that of two operators pressing at once the second sees the first one's link.
  await tx.$queryRaw`SELECT 1 FROM "Link" WHERE id = ${where.id}::uuid FOR NO KEY UPDATE`
  const old = await tx.link.findFirst({
    where,
    select: {
      id: true,
      createdAt: true,
      expiresAt: true,
      uses: true,
      maxUses: true,
      environment: true,
      userId: true,
      userIdPrefix: true,
      displayName: true,
      label: true,
      email: true,
      allowReEnroll: true,
      reason: true,
      language: true,
      redirectUrl: true,
      contact: true,
      createdById: true,
      erasedAt: true,
      reissuedAs: { select: { id: true } },
    },
  })
  if (!old) return linkNotFound
  if (old.erasedAt) return refuse('person_erased', ERASED_WORDS)
  if (old.reissuedAs)
    return refuse('already_reissued', 'A newer link was made of this one already. Open it and re-issue that one.')
  const { id, createdAt, expiresAt, uses, maxUses, reissuedAs: _, erasedAt: __, ...terms } = old
  const minutes = Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)
  const made = await bearLink(
    tx,
    keeper,
    {
      ...terms,
      formKey,
      formHash: hashToken(`reissue ${id}`),
      maxUses: Math.max(1, maxUses - uses),
      reissuedFromId: id,
    },
    Math.min(EXPIRY_MINUTES_MAX, Math.max(EXPIRY_MINUTES_MIN, minutes)),
  )
  if (!made.ok) return made
  await tx.$executeRaw`
    UPDATE "Link" SET "revokedAt" = now(), "revokedWhy" = 'reissued', "revokedById" = ${keeper.id}::uuid
    WHERE id = ${id}::uuid AND "revokedAt" IS NULL`
  await tx.linkRequest.updateMany({
    where: { linkId: id, handledAt: null },
    data: { handledAt: new Date(), handledById: keeper.id, newLinkId: made.linkId },
  })
  await audit(tx, {
    operatorId: keeper.id,
    action: 'link.reissued',
    objectType: 'link',
    objectId: id,
    detail: { newLinkId: made.linkId },
  })
  return { ...made, email: terms.email }
}

/** A link goes to its person once more by mail. Only its hash is kept, so this is a re-issue. Refusals: no_email, and reissueLink's. */
export async function remindLink(keeper: Staff, linkId: string, formKey: string): Promise<Outcome<Reissued>> {
  const owner = ownerOf(keeper, 'links.manage')
  if (!owner) return linkNotFound
  const outcome = await inTransaction(async (tx) => {
    const made = await reissueIn(tx, keeper, { id: linkId, ...owner }, formKey)
    if (!made.ok) return made
    if (!made.email)
      return refuse('no_email', 'No e-mail address is kept for this link. Re-issue it and hand it over yourself.')
    return made
  })
  if (outcome.ok) await Promise.all([signalLink(linkId), signalLink(outcome.linkId)])
  return outcome
}
