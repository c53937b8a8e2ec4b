import 'server-only'
import type { LinkForm } from '@/lib/domain/link-form'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { audit } from './audit'
import { databaseTime } from './database-clock'
import type { Tx } from './db'
import { hashForm } from './form-hash'
import type { Prisma } from './generated/prisma/client'
import { newLinkToken } from './link-token'
import { newId } from './new-id'
import { isConfigured } from './provider'
import { signalLink } from './signal'
import { inTransaction } from './transaction'

/**
 * Makes a link and gives its address, this once. The same form sent twice is the same link, and its address
 * cannot be had again: the twin is refused with `already_made`. Refusals: environment_not_configured,
 * already_made, form_changed.
 */
export async function makeLink(
  actor: { id: string },
  form: LinkForm,
): Promise<Outcome<{ linkId: string; url: string; expiresAt: Date }>> {
  const { formKey, expiryMinutes, ...terms } = form
  if (!isConfigured(form.environment))
    return refuse('environment_not_configured', 'This environment has no Smile ID keys here, so no link was made.', {
      environment: 'Choose another environment, or ask an administrator to set its keys.',
    })
  const made = await inTransaction((tx) =>
    addLink(
      tx,
      actor,
      { ...terms, createdById: actor.id, formKey, formHash: hashForm({ ...form, formKey: null }) },
      expiryMinutes,
    ),
  )
  if (made.ok) await signalLink(made.linkId)
  return made
}

type NewLink = Omit<Prisma.LinkUncheckedCreateInput, 'id' | 'tokenHash' | 'expiresAt' | 'formHash'> & {
  formHash: Uint8Array<ArrayBuffer>
}

/** Adds a link: its row and its line in the audit trail. Its end is counted by the database's clock. */
export async function addLink(
  tx: Tx,
  actor: { id: string },
  terms: NewLink,
  minutes: number,
): Promise<Outcome<{ linkId: string; url: string; expiresAt: Date }>> {
  const { url, tokenHash } = newLinkToken()
  const linkId = newId()
  const expiresAt = new Date((await databaseTime(tx)).getTime() + minutes * 60_000)
  const { count } = await tx.link.createMany({
    data: [{ ...terms, id: linkId, tokenHash, expiresAt }],
    skipDuplicates: true,
  })
  if (count === 0) return twin(tx, terms)
  await audit(tx, {
    operatorId: actor.id,
    action: 'link.made',
    objectType: 'link',
    objectId: linkId,
    detail: { minutes },
  })
  return { ok: true, linkId, url, expiresAt }
}

async function twin(tx: Tx, { formKey, createdById, formHash }: NewLink) {
  const found = await tx.link.findUnique({
    where: { formKey },
    select: { id: true, createdById: true, formHash: true },
  })
  if (!found || found.createdById !== createdById || Buffer.compare(found.formHash, formHash) !== 0)
    return refuse('form_changed', 'This form was sent before with other words. Send it once more.')
  return refuse(
    'already_made',
    'This link was made a moment ago, and its address can be shown only once. Find it in the list and re-issue it.',
  )
}
