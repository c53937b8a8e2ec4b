import 'server-only'
import { randomUUID } from 'node:crypto'
import { framePositions } from '@/lib/domain/frame'
import type { LinkForm } from '@/lib/domain/link-form'
import { claimVisit } from '@/lib/server/claim-visit'
import { giveConsent } from '@/lib/server/consent'
import { db } from '@/lib/server/db'
import { makeLink } from '@/lib/server/make-link'
import { seal } from '@/lib/server/sealing'
import { findVisit, type VisitActor } from '@/lib/server/visit'

/** A link for tests, for one enrollee unless a prefix is given. */
export async function newLink(maker: { id: string }, given: Partial<LinkForm> = {}) {
  const made = await makeLink(maker, {
    formKey: randomUUID(),
    environment: 'SANDBOX',
    userId: given.userIdPrefix ? null : `user-${randomUUID()}`,
    userIdPrefix: null,
    displayName: null,
    email: null,
    label: 'Test',
    expiryMinutes: 60,
    maxUses: 1,
    allowReEnroll: false,
    reason: null,
    language: null,
    redirectUrl: null,
    contact: '',
    ...given,
  })
  if (!made.ok) throw new Error(made.code)
  return { ...made, token: made.url.slice(-43) }
}

export const knock = { language: 'en', device: 'Safari on iPhone', address: '192.0.2.1' }

/** The visit behind a cookie, as its door gives it. */
export async function visitOf(cookie: string): Promise<VisitActor> {
  const visit = await findVisit(cookie)
  if (!visit) throw new Error('no visit')
  return visit
}

/** A claimed visit, before consent. `supersede`: in place of the one on another device. */
export async function newVisit(token: string, supersede = false): Promise<VisitActor & { cookie: string }> {
  const claimed = await claimVisit(token, { ...knock, supersede })
  if (!claimed.ok) throw new Error(claimed.code)
  return { ...(await visitOf(claimed.visitCookie)), cookie: claimed.visitCookie }
}

/** A visit that has agreed, with the token of its receipt. */
export async function agreedVisit(token: string, supersede = false) {
  const visit = await newVisit(token, supersede)
  const given = await giveConsent(visit, { language: 'en', textVersion: 'test' })
  if (!given.ok) throw new Error(given.code)
  return { ...(await visitOf(visit.cookie)), cookie: visit.cookie, receipt: given.receipt }
}

/** A capture of this visit's with all frames, sealed but not real pictures, without walking through the route. */
export async function visitCapture(visitId: string): Promise<string> {
  const captureId = randomUUID()
  const frames = framePositions.map((position) => ({
    position,
    width: 640,
    height: 480,
    ...seal(Uint8Array.from([0xff, 0xd8, 0xff, position]), { captureId, position }),
  }))
  await db().capture.create({ data: { id: captureId, visitId, frames: { create: frames } }, select: { id: true } })
  return captureId
}
