import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { CaptureDetails } from '@/lib/domain/capture-details'
import { CAMERA_LINES_MAX, DETAIL_REPORTS_MAX } from '@/lib/domain/capture-details-schema'
import type { DeadReason } from '@/lib/domain/link'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { NewVisitEvent } from '@/lib/domain/visit-event'
import { addVisit } from './claim-rows'
import { type Claim, deadLink, mayClaim, tooMany } from './claim-visit'
import { db, type Tx } from './db'
import { deadReason, stopRowSchema, whomMasked } from './link-page'
import { tellOperator } from './link-request'
import { newId } from './new-id'
import { hasRow } from './rows'
import { hashToken } from './secrets'
import { signalLink } from './signal'
import { inTransaction } from './transaction'
import { moveUnnoted, moveVisit, noteVisit, setLastVisit, type VisitActor, visitOver } from './visit'

/** A person proves to be here by the link's token before the claim, by the visit after it. */
export type Holder = VisitActor | (Claim & { token: string })

/** What a person's page reports of itself; nothing depends on it. */
type Step = Extract<NewVisitEvent, { kind: (typeof cameraSteps)[number] }>
const cameraSteps = ['camera_ready', 'camera_blocked', 'captured'] as const

/**
 * Moves the visit to how far the person has come. Of the first CAMERA_LINES_MAX of a visit its history and open pages are
 * told; these steps may follow each other for ever. Refusals: visit_over.
 */
export async function reportStep(visit: VisitActor, step: Step): Promise<Outcome> {
  const stopReason = step.kind === 'camera_blocked' ? step.detail.problem : undefined
  const outcome = await inTransaction<{ isNoted: boolean }>(async (tx) => {
    // Locks the visit's row, so that two reports at one moment are counted one after the other.
    if (!(await moveUnnoted(tx, visit.id, step.kind, stopReason))) return visitOver()
    const where = { visitId: visit.id, kind: { in: [...cameraSteps] } }
    const isNoted = (await tx.visitEvent.count({ where })) < CAMERA_LINES_MAX
    if (isNoted) await noteVisit(tx, visit.id, step)
    return { ok: true, isNoted }
  })
  if (!outcome.ok) return outcome
  if (outcome.isNoted) await signalLink(visit.linkId)
  return { ok: true }
}

/**
 * Keeps the technical details a person sent of the camera, for the operator; at most DETAIL_REPORTS_MAX a visit, and
 * further ones are thanked for and not kept. Refusals: visit_over.
 */
export async function keepCameraDetails(visit: VisitActor, { facts, events }: CaptureDetails): Promise<Outcome> {
  const told = events.map(({ ms, name }) => `+${(ms / 1_000).toFixed(1)} s ${name}`).join('\n')
  const detail = { ...facts, ...(told && { events: told }) }
  const outcome = await inTransaction<{ isKept: boolean }>(async (tx) => {
    // Locks the visit's row, so that two reports at one moment are counted one after the other.
    const open = await tx.$queryRaw`
      SELECT 1 FROM "Visit" WHERE id = ${visit.id}::uuid AND "endedAt" IS NULL AND deadline > now() FOR NO KEY UPDATE`
    if (!hasRow(open)) return visitOver()
    const sent = await tx.visitEvent.count({ where: { visitId: visit.id, kind: 'camera_details' } })
    const isKept = sent < DETAIL_REPORTS_MAX
    if (isKept) await noteVisit(tx, visit.id, { kind: 'camera_details', detail })
    return { ok: true, isKept }
  })
  if (!outcome.ok) return outcome
  if (outcome.isKept) await signalLink(visit.linkId)
  return { ok: true }
}

/** The person does not agree: nothing is taken, and the operator is told. The link stays as it is. Refusals: visit_over. */
export function declineConsent(visit: VisitActor): Promise<Outcome> {
  return behindLink(visit, async (tx, { linkId, visitId }) => {
    const kind = 'declined'
    if (!(await moveVisit(tx, visit.id, { kind, detail: {} }))) return visitOver()
    await tellOperator(tx, { linkId, visitId, kind })
    return { ok: true }
  })
}

/**
 * The person cannot or does not want to take a selfie: an outcome of its own, told to the operator. The link stays as it
 * is. Somebody who says so before claiming the link gets a visit that ends at once, so that their word stays in the
 * link's history; the same word again makes no further one until somebody has seen to the first, whatever else was said
 * in between.
 * `reason`: a word of lib/domain/cannot.ts. Refusals: visit_over, unknown_link, too_many, dead links'.
 */
export function cannotTakeSelfie(holder: Holder, reason: string): Promise<Outcome> {
  return behindLink(holder, async (tx, { linkId }) => {
    const kind = 'cannot'
    const saidIn = 'token' in holder ? await whereSaid(tx, linkId, reason) : null
    if (saidIn) {
      await setLastVisit(tx, linkId, saidIn)
      return { ok: true }
    }
    const visitId = 'token' in holder ? await visitOfOneWord(tx, linkId, holder) : holder.id
    if (!(await moveVisit(tx, visitId, { kind, detail: { reason } }, reason))) return visitOver()
    await tellOperator(tx, { linkId, visitId, kind, detail: reason })
    return { ok: true }
  })
}

/** The visit by which this link was told the same already, and it still waits for somebody. */
async function whereSaid(tx: Tx, linkId: string, detail: string): Promise<string | null> {
  const where = { linkId, kind: 'cannot', detail, handledAt: null } as const
  return (await tx.linkRequest.findFirst({ where, select: { visitId: true } }))?.visitId ?? null
}

/** A visit for one word of somebody who has not claimed the link. Nobody gets its cookie, so nobody can come back to it. */
async function visitOfOneWord(tx: Tx, linkId: string, claim: Claim): Promise<string> {
  const visitId = newId()
  // isForOne: false, so that it does not inherit the pause of another visit. It is over at once.
  const link = { id: linkId, isForOne: false }
  await addVisit(tx, { visitId, link, cookieHash: randomBytes(32), deadline: null }, claim)
  return visitId
}

/**
 * The person is somebody else: the link is stopped for good and the operator told. Refusals: as cannotTakeSelfie, and
 * `for_anybody` where the link names nobody, for then one could stop it for all the others.
 */
export function notMe(holder: Holder): Promise<Outcome> {
  return behindLink(holder, async (tx, { linkId, visitId }) => {
    const kind = 'not_me'
    const whom = await tx.link.findUniqueOrThrow({ where: { id: linkId }, select: { userId: true, displayName: true } })
    if (!whomMasked(whom)) return refuse('for_anybody', 'This link is for whoever opens it: nobody else is meant.')
    if (visitId && !(await moveVisit(tx, visitId, { kind, detail: {} }))) return visitOver()
    await tx.$executeRaw`
      UPDATE "Link" SET "revokedAt" = now(), "revokedWhy" = 'not_me' WHERE id = ${linkId}::uuid AND "revokedAt" IS NULL`
    await tellOperator(tx, { linkId, visitId, kind })
    return { ok: true }
  })
}

type Place = { linkId: string; visitId: string | null }

/** Does `work` in a transaction that has locked the link, and tells open pages. */
async function behindLink(holder: Holder, work: (tx: Tx, place: Place) => Promise<Outcome>): Promise<Outcome> {
  const place =
    'token' in holder ? await placeByToken(holder) : { ok: true as const, linkId: holder.linkId, visitId: holder.id }
  if (!place.ok) return place
  const outcome = await inTransaction(async (tx) => {
    // The link first, as everywhere (docs/decisions/021).
    await tx.$queryRaw`SELECT 1 FROM "Link" WHERE id = ${place.linkId}::uuid FOR NO KEY UPDATE`
    return work(tx, place)
  })
  if (outcome.ok) await signalLink(place.linkId)
  return outcome
}

/** Where somebody stands who has not claimed the link: it has to be one that can still be used. */
async function placeByToken({ token, address }: { token: string; address: string }): Promise<Outcome<Place>> {
  if (!(await mayClaim({ token }, address))) return tooMany()
  const rows = await db().$queryRaw`
    SELECT id, "expiresAt", "pausedAt", "revokedAt", "revokedWhy"::text, uses, "maxUses", now() AS now
      FROM "Link" WHERE "tokenHash" = ${hashToken(token)}`
  const [link] = z.array(stopRowSchema.extend({ id: z.uuid() })).parse(rows)
  if (!link) return refuse('unknown_link', 'This link is not known. Check that the whole address was copied.')
  const dead: DeadReason | null = deadReason(link)
  return dead ? deadLink(dead) : { ok: true, linkId: link.id, visitId: null }
}
