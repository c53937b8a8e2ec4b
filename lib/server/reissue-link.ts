import 'server-only'
import { z } from 'zod'
import { ERASED_WORDS, FORGOTTEN_WORDS, isForgotten } from '@/lib/domain/erased'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import { databaseTime } from './database-clock'
import type { Tx } from './db'
import { linkNotFound, ownerOf } from './keep-link'
import { addLink } from './make-link'
import { sha256 } from './sha256'
import { signalLink } from './signal'
import { inTransaction } from './transaction'

export type Reissued = { linkId: string; url: string; expiresAt: Date; email: string | null }

/**
 * Makes a new link like an old one, with a fresh token and its time anew, and stops the old one. Requests for a new
 * link are answered by it. Once per link: a second re-issue is done from the newest.
 * Refusals: not_found, person_erased, link_forgotten, already_reissued, already_made.
 */
export function reissueLink(keeper: Staff, linkId: string, formKey: string): Promise<Outcome<Reissued>> {
  return renew(keeper, linkId, (tx, where) => reissueIn(tx, keeper, where, formKey))
}

/** A link goes to its person once more by mail. Only its hash is kept, so this is a re-issue. Refusals: no_email, and reissueLink's. */
export function remindLink(keeper: Staff, linkId: string, formKey: string): Promise<Outcome<Reissued>> {
  return renew(keeper, linkId, async (tx, where) => {
    const made = await reissueIn(tx, keeper, where, formKey)
    return made.ok && !made.email ? noEmail : made
  })
}

const noEmail = refuse('no_email', 'No e-mail address is kept for this link. Re-issue it and hand it over yourself.')

type Where = { id: string; createdById?: string }

async function renew(
  keeper: Staff,
  linkId: string,
  make: (tx: Tx, where: Where) => Promise<Outcome<Reissued>>,
): Promise<Outcome<Reissued>> {
  const owner = ownerOf(keeper, 'links.manage')
  if (!owner) return linkNotFound
  const outcome = await inTransaction((tx) => make(tx, { id: linkId, ...owner }))
  if (outcome.ok) await Promise.all([signalLink(linkId), signalLink(outcome.linkId)])
  return outcome
}

async function reissueIn(tx: Tx, keeper: Staff, where: Where, formKey: string): Promise<Outcome<Reissued>> {
  // Locked first, so that of two operators pressing at once the second sees the first one's link.
  await tx.$queryRaw`SELECT 1 FROM "Link" WHERE id = ${where.id}::uuid FOR NO KEY UPDATE`
  const old = await tx.link.findFirst({
    where,
    select: {
      id: true,
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
  if (old.erasedAt && (old.userId === null || isForgotten(old.userId))) return refuse('link_forgotten', FORGOTTEN_WORDS)
  if (old.erasedAt) return refuse('person_erased', ERASED_WORDS)
  if (old.reissuedAs)
    return refuse('already_reissued', 'A newer link was made of this one already. Open it and re-issue that one.')
  const { id, uses, maxUses, reissuedAs: _, erasedAt: __, ...terms } = old
  const made = await addLink(
    tx,
    keeper,
    {
      ...terms,
      formKey,
      formHash: sha256(`reissue ${id}`),
      maxUses: Math.max(1, maxUses - uses),
      reissuedFromId: id,
    },
    await minutesChosen(tx, id),
  )
  if (!made.ok) return made
  await tx.$executeRaw`
    UPDATE "Link" SET "revokedAt" = now(), "revokedWhy" = 'reissued', "revokedById" = ${keeper.id}::uuid
    WHERE id = ${id}::uuid AND "revokedAt" IS NULL`
  await tx.linkRequest.updateMany({
    where: { linkId: id, handledAt: null },
    data: { handledAt: await databaseTime(tx), handledById: keeper.id, newLinkId: made.linkId },
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

/**
 * The longest time that was chosen for a link at once, when it was made or extended, as its history tells. Not what lies
 * between its beginning and its end: one that was extended after it had expired was over in between, and nobody chose that.
 */
async function minutesChosen(tx: Tx, linkId: string): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT max((detail->>'minutes')::int) AS minutes FROM "AuditEvent"
     WHERE "objectType" = 'link' AND "objectId" = ${linkId} AND action IN ('link.made', 'link.extended')`
  const [{ minutes }] = z.tuple([z.object({ minutes: z.number().int().nullable() })]).parse(rows)
  if (!minutes) throw new Error('Nothing tells how long the link was made for.')
  return minutes
}
