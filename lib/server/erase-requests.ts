import 'server-only'
import { z } from 'zod'
import type { AskEraseForm } from '@/lib/domain/erase-form'
import { personFor } from '@/lib/domain/mask'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may, type Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import { db, type Tx } from './db'
import { newId } from './new-id'
import { hasRow } from './rows'
import { inTransaction } from './transaction'

const SHOWN = 50

const waitsSchema = z.object({ id: z.uuid(), askedById: z.uuid(), reason: z.string() })

const notFound = refuse('enrollee_not_found', 'This person is not here, or is erased already. Load the page again.')
const answered = refuse('not_found', 'Somebody has answered this already. Load the page again.')

/**
 * Asks administrators to erase a person. One request waits at a time: another one is refused, and the refusal says who
 * asked first, so that nobody believes their own words were passed on. The same request once more (its answer was lost)
 * counts as the one that waits. Refusals: enrollee_not_found, already_asked.
 */
export async function askToErase(actor: Staff, { enrolleeId, reason }: AskEraseForm): Promise<Outcome> {
  if (!may(actor, 'people.ask_erase')) return notFound
  return inTransaction(async (tx) => {
    // Held, so that the person is not erased before the request is written.
    const there = await tx.$queryRaw`
      SELECT 1 FROM "Enrollee" WHERE id = ${enrolleeId}::uuid AND "erasedAt" IS NULL FOR KEY SHARE`
    if (!hasRow(there)) return notFound
    const id = newId()
    // Where one waits already, the upsert changes nothing in it, but locks and returns it: nobody can answer it meanwhile.
    const asked = await tx.$queryRaw`
      INSERT INTO "EraseRequest" AS waits (id, "enrolleeId", "askedById", reason)
      VALUES (${id}::uuid, ${enrolleeId}::uuid, ${actor.id}::uuid, ${reason})
      ON CONFLICT ("enrolleeId") WHERE "answeredAt" IS NULL DO UPDATE SET reason = waits.reason
      RETURNING id, "askedById", reason`
    const [waits] = z.array(waitsSchema).parse(asked)
    if (waits?.id === id) await audit(tx, line(actor, 'person.erase_asked', enrolleeId))
    else if (waits && (waits.askedById !== actor.id || waits.reason !== reason)) return alreadyAsked(tx, actor, waits)
    return { ok: true }
  })
}

async function alreadyAsked(tx: Tx, actor: Staff, { askedById }: { askedById: string }) {
  const { name } = await tx.operator.findUniqueOrThrow({ where: { id: askedById }, select: { name: true } })
  const who = askedById === actor.id ? 'You have' : `${name} has`
  return refuse(
    'already_asked',
    `${who} asked for it already, and it waits for an administrator. What you typed was not passed on: tell them yourself if it matters.`,
  )
}

/** Says no to a request; the person stays, and may be asked for again. Refusals: not_found. */
export async function declineErasing(actor: Staff, requestId: string): Promise<Outcome> {
  if (!may(actor, 'people.erase')) return answered
  return inTransaction(async (tx) => {
    const rows = await tx.$queryRaw`
      UPDATE "EraseRequest" SET "answeredAt" = now(), "answeredById" = ${actor.id}::uuid, granted = false
       WHERE id = ${requestId}::uuid AND "answeredAt" IS NULL RETURNING "enrolleeId"`
    const [request] = z.array(z.object({ enrolleeId: z.uuid() })).parse(rows)
    if (!request) return answered
    await audit(tx, line(actor, 'person.erase_declined', request.enrolleeId))
    return { ok: true }
  })
}

/** Answers the operator who asked, in the transaction that erases. Why somebody asked goes from every request about them. */
export async function grantErasing(tx: Tx, actor: { id: string }, enrolleeId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "EraseRequest" SET reason = '', "answeredById" = CASE WHEN "answeredAt" IS NULL THEN ${actor.id}::uuid ELSE "answeredById" END,
           granted = COALESCE(granted, true), "answeredAt" = COALESCE("answeredAt", now())
     WHERE "enrolleeId" = ${enrolleeId}::uuid`
}

/** Whom operators ask to erase, the oldest first; for administrators alone. */
export async function listEraseRequests(reader: Staff) {
  if (!may(reader, 'people.erase')) return []
  const rows = await db().eraseRequest.findMany({
    where: { answeredAt: null },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: SHOWN,
    select: {
      id: true,
      at: true,
      reason: true,
      askedBy: { select: { name: true } },
      enrollee: { select: { id: true, userId: true, displayName: true } },
    },
  })
  return rows.map(({ enrollee, askedBy, ...request }) => ({
    ...request,
    by: askedBy.name,
    enrolleeId: enrollee.id,
    person: personFor(may(reader, 'people.read'), enrollee),
  }))
}

/** How it stands with the latest request to erase this person; null: there is none, or its asking is not theirs to see. */
export async function readEraseRequest(reader: Staff, enrolleeId: string) {
  if (!may(reader, 'people.ask_erase')) return null
  const row = await db().eraseRequest.findFirst({
    where: { enrolleeId, enrollee: { erasedAt: null } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      at: true,
      reason: true,
      askedBy: { select: { name: true } },
      answeredAt: true,
      answeredBy: { select: { name: true } },
    },
  })
  if (!row) return null
  const { askedBy, answeredBy, answeredAt, ...request } = row
  return { ...request, by: askedBy.name, declined: answeredAt && { at: answeredAt, by: answeredBy?.name ?? null } }
}

function line(actor: Staff, action: 'person.erase_asked' | 'person.erase_declined', enrolleeId: string) {
  return { operatorId: actor.id, action, objectType: 'person', objectId: enrolleeId } as const
}
