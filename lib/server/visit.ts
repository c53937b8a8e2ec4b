import 'server-only'
import { z } from 'zod'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { isOver, statesBefore, type VisitState, visitStates } from '@/lib/domain/visit'
import type { NewVisitEvent } from '@/lib/domain/visit-event'
import { db, type Tx } from './db'
import { newId } from './new-id'
import { hashToken } from './secrets'

/** Hours for which a visit's cookie still shows how it ended. */
export const VISIT_COOKIE_HOURS = 24

const visitActorSchema = z.object({
  id: z.uuid(),
  linkId: z.uuid(),
  state: z.enum(visitStates),
  /** Neither ended nor out of time, by the database's clock, and its link was not stopped for good. */
  isOpen: z.boolean(),
  language: z.string(),
  deadline: z.date(),
  /** The visit that took over. */
  supersededById: z.uuid().nullable(),
})

/** Who is asking with a visit's cookie. */
export type VisitActor = z.infer<typeof visitActorSchema>

/** The visit behind a cookie's token, in whatever state; null: none of ours, or from long ago. */
export async function findVisit(cookie: string): Promise<VisitActor | null> {
  const rows = await db().$queryRaw`
    SELECT v.id, "linkId", state::text AS state, v.language, deadline, "supersededById",
           "endedAt" IS NULL AND deadline > now() AND "revokedAt" IS NULL AS "isOpen"
      FROM "Visit" v JOIN "Link" l ON l.id = v."linkId"
     WHERE "cookieHash" = ${hashToken(cookie)}
       AND deadline > now() - make_interval(hours => ${VISIT_COOKIE_HOURS}::int)`
  const [visit] = z.array(visitActorSchema).parse(rows)
  return visit ?? null
}

/** The lines of a history that move a visit; the others only tell. */
type VisitMove = Extract<NewVisitEvent, { kind: VisitState }>

/**
 * Moves a visit and writes the line of its history, if the table allows it and its time is not over. The
 * conditional update is the lock; false: somebody was faster, or it is over. Withdrawing has no deadline.
 */
export async function moveVisit(tx: Tx, visitId: string, event: VisitMove, stopReason?: string): Promise<boolean> {
  const moved = await moveUnnoted(tx, visitId, event.kind, stopReason)
  if (moved) await noteVisit(tx, visitId, event)
  return moved
}

/** `moveVisit` without the line. */
export async function moveUnnoted(tx: Tx, visitId: string, to: VisitState, stopReason?: string): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE "Visit" SET state = ${to}::"VisitState", "stopReason" = COALESCE(${stopReason ?? null}, "stopReason"),
           "endedAt" = CASE WHEN ${isOver(to)} THEN COALESCE("endedAt", now()) END,
           "supersededAt" = CASE WHEN ${to === 'superseded'} THEN now() END
     WHERE id = ${visitId}::uuid AND state = ANY(${statesBefore(to)}::"VisitState"[])
       AND (deadline > now() OR ${to === 'withdrawn'})`
  return moved > 0
}

/** One line more in a visit's history. */
export async function noteVisit(tx: Tx, visitId: string, { kind, detail }: NewVisitEvent): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "VisitEvent" (id, "visitId", at, kind, detail)
    VALUES (${newId()}::uuid, ${visitId}::uuid, clock_timestamp(), ${kind}, ${JSON.stringify(detail)}::jsonb)`
}

/** Something was begun, said or sent in this visit, after whatever was in another. Behind the link's lock. */
export async function setLastVisit(tx: Tx, linkId: string, visitId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Link" SET "lastVisitId" = ${visitId}::uuid WHERE id = ${linkId}::uuid`
}

/** The same words for a visit that ended, ran out of time, or went on elsewhere. */
export function visitOver(): Refusal {
  return refuse('visit_over', 'This was ended, or its time is over. Open the link again.')
}
