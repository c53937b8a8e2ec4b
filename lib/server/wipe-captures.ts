import 'server-only'
import { CAPTURE_TTL_MS, framePositions } from '@/lib/domain/frame'
import { db } from './db'
import { keptSince } from './retention'

/** Rows of one DELETE, so that a backlog does not hold locks for long. */
const WIPE_BATCH = 100

/**
 * Erases captures, and with them their sealed frames, that nobody submitted within an hour by the database's clock.
 * Returns how many.
 */
export async function wipeUnusedCaptures(): Promise<number> {
  let wiped = 0
  for (;;) {
    // The condition is repeated in the DELETE itself, so a capture submitted meanwhile is spared.
    const count = await db().$executeRaw`
      DELETE FROM "Capture" WHERE "submittedAt" IS NULL AND id IN (
        SELECT id FROM "Capture"
         WHERE "submittedAt" IS NULL AND "createdAt" < now() - ${CAPTURE_TTL_MS}::float8 * interval '1 millisecond'
         LIMIT ${WIPE_BATCH}::int)`
    wiped += count
    if (count < WIPE_BATCH) return wiped
  }
}

/**
 * Erases the sealed frames of captures sent longer ago than the organisation keeps pictures, by the database's
 * clock. Their jobs and histories stay. Returns how many frames went: this is what people were promised.
 *
 * It looks for old frames and not for old captures: those stay for ever, and all of them would be gone through each time.
 * A frame is written before its capture is sent, or in the seconds in which that is under way.
 */
export async function eraseOldFrames(): Promise<number> {
  let erased = 0
  for (;;) {
    const count = await db().$executeRaw`
      DELETE FROM "Frame" WHERE "captureId" IN (
        SELECT f."captureId"
          FROM (SELECT ${keptSince} AS since) AS kept
          JOIN "Frame" f ON f."createdAt" < kept.since
          JOIN "Capture" c ON c.id = f."captureId" AND c."submittedAt" < kept.since
         LIMIT ${WIPE_BATCH * framePositions.length}::int)`
    erased += count
    if (count === 0) return erased
  }
}
