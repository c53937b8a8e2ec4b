import 'server-only'
import { z } from 'zod'
import { pickLanguage } from '@/lib/domain/language'
import { linkMail } from '@/lib/domain/link-mail'
import { organisationName } from '@/lib/domain/organisation-name'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import { db } from './db'
import { linkNotFound, ownerOf } from './keep-link'
import { tokenOf } from './link-token'
import { type MailFate, sendMail } from './mail'
import { tryToWipeMailsOfErased } from './mail-folder'
import { readOrganisation } from './organisation'
import { hashToken } from './secrets'
import { signalLink } from './signal'
import { inTransaction } from './transaction'

const another = 'This address is not this link’s any more. Re-issue the link and send the new one.'
const anotherLink = refuse('another_link', another)

/**
 * Sends a link by mail, in the link's language. The address of the link comes from whoever holds it, since
 * Kioo does not; it must be this link's. Refusals: not_found, another_link, mail_failed.
 */
export async function sendLink(
  keeper: Staff,
  {
    linkId,
    url,
    email,
    zone,
    kind,
  }: { linkId: string; url: string; email: string; zone: string; kind: 'first' | 'reminder' },
): Promise<Outcome<MailFate>> {
  const owner = ownerOf(keeper, 'links.manage')
  const link =
    owner &&
    (await db().link.findFirst({
      where: { id: linkId, ...owner },
      select: { tokenHash: true, displayName: true, expiresAt: true, language: true, contact: true, revokedAt: true },
    }))
  if (!link) return linkNotFound
  const token = tokenOf(url)
  if (!token || Buffer.compare(link.tokenHash, hashToken(token)) !== 0 || link.revokedAt) return anotherLink
  const organisation = await readOrganisation()
  const words = linkMail({
    language: pickLanguage({ chosen: null, link: link.language, accept: null }),
    kind,
    organisation: organisation.name,
    name: link.displayName,
    url,
    expiresAt: link.expiresAt,
    zone,
    contact: link.contact || organisation.contact,
  })
  const sent = await sendMail({ linkId, to: email, fromName: organisationName(organisation.name), ...words })
  if (!sent.ok) return sent
  const told = await inTransaction(async (tx): Promise<Outcome<{ isErased: boolean }>> => {
    // Written to a folder is not sent.
    const isSent = sent.writtenTo === null
    const rows = await tx.$queryRaw`
      UPDATE "Link" SET "sentAt" = CASE WHEN ${isSent} THEN COALESCE("sentAt", now()) ELSE "sentAt" END,
             "remindedAt" = CASE WHEN ${isSent && kind === 'reminder'} THEN now() ELSE "remindedAt" END,
             email = CASE WHEN "erasedAt" IS NULL THEN ${email} END
       WHERE id = ${linkId}::uuid RETURNING "erasedAt" IS NOT NULL AS "isErased"`
    const [row] = z.array(z.object({ isErased: z.boolean() })).parse(rows)
    const line = { operatorId: keeper.id, objectType: 'link', objectId: linkId } as const
    await audit(tx, {
      ...line,
      action: 'link.sent',
      detail: { by: 'mail', fate: isSent ? 'sent' : 'written' },
    })
    return { ok: true, isErased: row?.isErased ?? false }
  })
  await signalLink(linkId)
  // Whoever erased the person meanwhile had no mail to find yet.
  if (!told.ok || !told.isErased || sent.writtenTo === null) return sent
  await tryToWipeMailsOfErased()
  return anotherLink
}
