'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import type { HandOver, MadeLink, Renewed } from '@/components/links/made'
import { emailSchema } from '@/lib/domain/email'
import { linkDraftSchema } from '@/lib/domain/link-draft-schema'
import { expiryMinutesSchema, linkFormSchema } from '@/lib/domain/link-form'
import { draftInput, type LinkDraft } from '@/lib/domain/link-form-draft'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { unfit } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { extendLink, pauseLink, resumeLink, revokeLink } from '@/lib/server/keep-link'
import { handleLinkNeed } from '@/lib/server/link-needs'
import { errorName, log } from '@/lib/server/log'
import { makeLink } from '@/lib/server/make-link'
import { qrPicture } from '@/lib/server/qr'
import { type Reissued, reissueLink, remindLink } from '@/lib/server/reissue-link'
import { sendLink } from '@/lib/server/send-link'
import { makeShortCode } from '@/lib/server/short-code'
import { operatorZone } from '../zone'

const makeSchema = z.object({ formKey: z.uuid(), draft: linkDraftSchema })
const linkIdSchema = z.object({ linkId: z.uuid() })
const stale = refuse('invalid', 'This page is out of date. Load it again.')

/** Makes a link. Its address is in the answer and nowhere else. */
export async function makeLinkAction(input: {
  formKey: string
  draft: LinkDraft
}): Promise<Outcome<{ made: MadeLink }>> {
  const asked = await actionActor('links.create')
  if (!asked.ok) return asked
  const asTyped = makeSchema.safeParse(input)
  if (!asTyped.success) return stale
  const form = linkFormSchema.safeParse(draftInput(asTyped.data.draft, asTyped.data.formKey))
  if (!form.success) return unfit(form.error)
  const made = await makeLink(asked.actor, form.data)
  if (!made.ok) return made
  const { label, displayName, userId, userIdPrefix, email } = form.data
  const title = displayName ?? userId ?? (label || `${userIdPrefix}…`)
  revalidatePath('/links')
  return { ok: true, made: shown({ ...made, email }, title) }
}

function shown({ linkId, url, expiresAt, email }: Reissued, title: string): MadeLink {
  return { linkId, url, expiresAt: expiresAt.toISOString(), email, title, qr: qrPicture(url) }
}

const mailSchema = z.object({ linkId: z.uuid(), url: z.string().max(500), email: emailSchema })

/** Sends the link that the page is showing to an address. */
export const sendByMailAction: HandOver['sendByMail'] = async (input) => {
  const asked = await actionActor('links.manage')
  if (!asked.ok) return asked
  const parsed = mailSchema.safeParse(input)
  if (!parsed.success) return unfit(parsed.error)
  return sendLink(asked.actor, { ...parsed.data, kind: 'first', zone: await operatorZone() })
}

/** Makes a code to read out. */
export const makeCodeAction: HandOver['makeCode'] = async (input) => {
  const asked = await actionActor('links.manage')
  if (!asked.ok) return asked
  const parsed = linkIdSchema.safeParse(input)
  if (!parsed.success) return stale
  const made = await makeShortCode(asked.actor, parsed.data.linkId)
  return made.ok ? { ok: true, code: made.code } : made
}

const reissueSchema = z.object({ linkId: z.uuid(), formKey: z.uuid(), title: z.string().max(200) })

/** Makes a new link in place of an old one. */
export async function reissueAction(input: z.input<typeof reissueSchema>): Promise<Outcome<Renewed>> {
  const asked = await actionActor('links.manage')
  if (!asked.ok) return asked
  const parsed = reissueSchema.safeParse(input)
  if (!parsed.success) return stale
  const made = await reissueLink(asked.actor, parsed.data.linkId, parsed.data.formKey)
  return made.ok ? { ok: true, made: shown(made, parsed.data.title), mail: null } : made
}

/** Makes a new link in place of an old one and mails it to the address that is kept. */
export async function remindAction(input: z.input<typeof reissueSchema>): Promise<Outcome<Renewed>> {
  const asked = await actionActor('links.manage')
  if (!asked.ok) return asked
  const parsed = reissueSchema.safeParse(input)
  if (!parsed.success) return stale
  const zone = await operatorZone()
  const made = await remindLink(asked.actor, parsed.data.linkId, parsed.data.formKey)
  if (!made.ok) return made
  const { linkId, url, email } = made
  // The new link is made either way, and only this answer knows its address; only the mail may be missing.
  const sent = await sendLink(asked.actor, { linkId, url, email: email ?? '', kind: 'reminder', zone }).catch(
    (thrown: unknown) => log.error('a reminder was not sent', { error: errorName(thrown) }),
  )
  return { ok: true, made: shown(made, parsed.data.title), mail: sent?.ok ? sent : 'failed' }
}

const moveSchema = z.object({ linkId: z.uuid(), move: z.enum(['pause', 'resume', 'revoke']) })
const moves = { pause: pauseLink, resume: resumeLink, revoke: revokeLink } as const

/** Pauses, resumes or revokes a link. */
export async function moveLinkAction(input: z.input<typeof moveSchema>): Promise<Outcome> {
  const asked = await actionActor('links.manage')
  if (!asked.ok) return asked
  const parsed = moveSchema.safeParse(input)
  if (!parsed.success) return stale
  const moved = await moves[parsed.data.move](asked.actor, parsed.data.linkId)
  revalidatePath('/links')
  return moved
}

const extendSchema = z.object({ linkId: z.uuid(), expiryMinutes: expiryMinutesSchema })

/** Gives a link more time. */
export async function extendLinkAction(input: z.input<typeof extendSchema>): Promise<Outcome> {
  const asked = await actionActor('links.manage')
  if (!asked.ok) return asked
  const parsed = extendSchema.safeParse(input)
  if (!parsed.success) return unfit(parsed.error)
  const extended = await extendLink(asked.actor, parsed.data.linkId, parsed.data.expiryMinutes)
  revalidatePath('/links')
  return extended
}

const needSchema = z.object({ requestId: z.uuid() })

/** Takes what a person asked off the list. */
export async function handleNeedAction(input: z.input<typeof needSchema>): Promise<Outcome> {
  const asked = await actionActor('links.manage')
  if (!asked.ok) return asked
  const parsed = needSchema.safeParse(input)
  if (!parsed.success) return stale
  const handled = await handleLinkNeed(asked.actor, parsed.data.requestId)
  revalidatePath('/links')
  return handled
}
