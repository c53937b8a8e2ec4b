import 'server-only'
import { CAPTURE_TTL_MS } from '@/lib/domain/frame'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { db } from './db'

/** Unused captures one operator may have at a time; a sitting is one, so only a runaway client gets here. */
export const OPEN_CAPTURES_MAX = 20

/** Rows of one DELETE, so that a backlog does not hold locks for long. */
const WIPE_BATCH = 100

type Owner = { id: string }

/** The same words for a capture that is not there and for one that is somebody else's. */
export const captureNotFound = () =>
  refuse('capture_not_found', 'This capture is not here any more. Take the pictures again.')

/**
 * Makes sure this operator has a capture with this id, which the browser chose. Another operator's id is
 * "not found". At most OPEN_CAPTURES_MAX unused ones: counted under a lock on the operator's row.
 */
export async function ensureCapture(actor: Owner, captureId: string): Promise<Outcome> {
  const capture = await db().capture.findUnique({ where: { id: captureId }, select: { operatorId: true } })
  if (capture) return capture.operatorId === actor.id ? { ok: true } : captureNotFound()

  return db().$transaction(async (tx): Promise<Outcome> => {
    await tx.$queryRaw`SELECT 1 FROM "Operator" WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
    const open = await tx.capture.count({ where: { operatorId: actor.id, submittedAt: null } })
    if (open >= OPEN_CAPTURES_MAX)
      return refuse('too_many_captures', 'Too many captures are waiting to be sent. Send one, or try again in an hour.')
    await tx.capture.createMany({ data: [{ id: captureId, operatorId: actor.id }], skipDuplicates: true })
    const owned = await tx.capture.count({ where: { id: captureId, operatorId: actor.id } })
    return owned ? { ok: true } : captureNotFound()
  })
}

/** Erases captures, and with them their sealed frames, that nobody submitted within an hour. Returns how many. */
export async function wipeUnusedCaptures(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - CAPTURE_TTL_MS)
  let wiped = 0
  for (;;) {
    // Prisma repeats the condition in the DELETE itself, so a capture submitted meanwhile is spared.
    const { count } = await db().capture.deleteMany({
      where: { submittedAt: null, createdAt: { lt: before } },
      limit: WIPE_BATCH,
    })
    wiped += count
    if (count < WIPE_BATCH) return wiped
  }
}
