import 'server-only'
import { z } from 'zod'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { CAPTURES_MAX, CAPTURES_PAUSE_MINUTES, capturingStates, MINUTES_AFTER_PAUSE } from '@/lib/domain/visit'
import type { Tx } from './db'
import { pool, poolTransaction } from './pool'
import { signalLink } from './signal'
import { inTransaction } from './transaction'
import { noteVisit, visitOver } from './visit'

/** Unused captures one operator may have at a time; a sitting is one, so only a runaway client gets here. */
const OPEN_CAPTURES_MAX = 20

/** Whose captures: an operator's (`id`), or those of a visit by a link. */
export type CaptureOwner = { id: string } | { visitId: string }

/** The two columns of which exactly one names a capture's owner. */
export function ownerColumns(owner: CaptureOwner): { operatorId: string | null; visitId: string | null } {
  return 'visitId' in owner ? { operatorId: null, visitId: owner.visitId } : { operatorId: owner.id, visitId: null }
}

/** The same words for a capture that is not there and for one that is somebody else's. */
export const captureNotFound = () =>
  refuse('capture_not_found', 'This capture is not here any more. Take the pictures again.')

/**
 * Makes sure this owner has a capture with this id, which the browser chose. Somebody else's id is "not found".
 * At most OPEN_CAPTURES_MAX unused ones per operator, counted under a lock on the operator's row; at most
 * CAPTURES_MAX per visit, then a pause.
 */
export async function ensureCapture(owner: CaptureOwner, captureId: string): Promise<Outcome> {
  const { operatorId, visitId } = ownerColumns(owner)
  const { rows } = await pool().query({
    name: 'capture-owner',
    text: `
      select "operatorId" is not distinct from $2::uuid and "visitId" is not distinct from $3::uuid as "owned"
        from "Capture" where "id" = $1::uuid`,
    values: [captureId, operatorId, visitId],
  })
  if (rows.length) return ownedSchema.parse(rows[0]).owned ? { ok: true } : captureNotFound()
  return 'visitId' in owner ? beginVisitCapture(owner.visitId, captureId) : beginCapture(owner, captureId)
}

const ownedSchema = z.object({ owned: z.boolean() })
const begunSchema = ownedSchema.extend({ full: z.boolean() })

async function beginCapture(actor: { id: string }, captureId: string): Promise<Outcome> {
  const begun = await poolTransaction(async (client) => {
    await client.query({
      name: 'lock-operator',
      text: 'select from "Operator" where "id" = $1::uuid for no key update',
      values: [actor.id],
    })
    const { rows } = await client.query({ name: 'begin-capture', text: beginStatement, values: [captureId, actor.id] })
    return begunSchema.parse(rows[0])
  })
  if (begun.owned) return { ok: true }
  if (!begun.full) return captureNotFound()
  return refuse('too_many_captures', 'Too many captures are waiting to be sent. Send one, or try again in an hour.')
}

// Of two frames of one capture at once the second finds it begun by the first, which held the operator's row.
const beginStatement = `
  with open as (
    select count(*) >= ${OPEN_CAPTURES_MAX} as "full" from "Capture" where "operatorId" = $2::uuid and "submittedAt" is null
  ), begun as (
    insert into "Capture" ("id", "operatorId") select $1::uuid, $2::uuid from open where not open."full"
    on conflict ("id") do nothing
    returning "id"
  )
  select open."full", exists (select from begun)
         or exists (select from "Capture" where "id" = $1::uuid and "operatorId" = $2::uuid) as "owned" from open`

async function beginVisitCapture(visitId: string, captureId: string): Promise<Outcome> {
  const begun = await inTransaction<{ linkId: string | null }>(async (tx) => {
    const count = await tx.$executeRaw`
      INSERT INTO "Capture" (id, "visitId") VALUES (${captureId}::uuid, ${visitId}::uuid) ON CONFLICT (id) DO NOTHING`
    if (count === 0) {
      // Two frames of one capture at once: the first has begun it.
      const isTheirs = (await tx.capture.count({ where: { id: captureId, visitId } })) > 0
      return isTheirs ? { ok: true, linkId: null } : captureNotFound()
    }
    const turn = await takeCaptureTurn(tx, visitId)
    if (!turn) return whyNoTurn(tx, visitId)
    await noteVisit(tx, visitId, { kind: 'uploading', detail: { count: turn.captureCount } })
    return { ok: true, linkId: turn.linkId }
  })
  if (begun.ok && begun.linkId) await signalLink(begun.linkId)
  return begun.ok ? { ok: true } : begun
}

const turnSchema = z.object({ captureCount: z.number().int(), linkId: z.uuid() })
type Turn = z.infer<typeof turnSchema>

/**
 * Counts one more capture of a visit; undefined: it has to wait, or it is over.
 *
 * A visit may begin CAPTURES_MAX captures. The last of them starts a pause, in which it may begin none, and after which
 * the count starts again at one. So that whoever is told to wait can go on afterwards, the pause also puts off the
 * visit's deadline; but not when the link has run out, or capturing again and again would keep it open without end.
 *
 * The conditional update is the lock: of many captures begun at one moment only as many pass as the count allows.
 */
async function takeCaptureTurn(tx: Tx, visitId: string): Promise<Turn | undefined> {
  const rows = await tx.$queryRaw`
    UPDATE "Visit" SET state = 'uploading',
           "captureCount" = CASE WHEN "pausedUntil" <= now() THEN 1 ELSE "captureCount" + 1 END,
           "pausedUntil" = CASE WHEN "pausedUntil" <= now() THEN NULL
             WHEN "captureCount" + 1 >= ${CAPTURES_MAX}::int
             THEN now() + make_interval(mins => ${CAPTURES_PAUSE_MINUTES}::int) END,
           deadline = CASE WHEN "pausedUntil" IS NULL AND "captureCount" + 1 >= ${CAPTURES_MAX}::int
               AND EXISTS (SELECT FROM "Link" l WHERE l.id = "linkId" AND l."expiresAt" > now())
             THEN GREATEST(deadline, now() + make_interval(mins => ${CAPTURES_PAUSE_MINUTES + MINUTES_AFTER_PAUSE}::int))
             ELSE deadline END
     WHERE id = ${visitId}::uuid AND deadline > now() AND state = ANY(${capturingStates}::"VisitState"[])
       AND ("captureCount" < ${CAPTURES_MAX}::int OR "pausedUntil" <= now())
    RETURNING "captureCount", "linkId"`
  const [turn] = z.array(turnSchema).parse(rows)
  return turn
}

/** Why there is no turn: the pause, with what is left of it, or the end of the visit. */
async function whyNoTurn(tx: Tx, visitId: string): Promise<Refusal> {
  const rows = await tx.$queryRaw`
    SELECT GREATEST(1, ceil(extract(epoch FROM "pausedUntil" - now())))::int AS seconds
      FROM "Visit" WHERE id = ${visitId}::uuid AND deadline > now() AND "pausedUntil" > now()`
  const [rest] = z.array(z.object({ seconds: z.number().int() })).parse(rows)
  if (!rest) return visitOver()
  const minutes = Math.ceil(rest.seconds / 60)
  const words = `That was taken too often. Rest for ${minutes} minutes, then try again.`
  return { ...refuse('too_many_captures', words), againInS: rest.seconds }
}
