import 'server-only'
import { framePositions, SELFIE_POSITION } from '@/lib/domain/frame'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { captureNotFound, ensureCapture } from './captures'
import { db } from './db'
import { readPicture } from './picture'
import { open, seal } from './sealing'

/**
 * Checks, re-encodes and seals one frame. Sending the same position again replaces it, until the capture
 * is submitted. Refusals: those of readPicture, capture_not_found, too_many_captures, capture_submitted.
 */
export async function storeFrame(
  actor: { id: string },
  captureId: string,
  position: number,
  bytes: Uint8Array,
): Promise<Outcome<{ width: number; height: number }>> {
  const read = await readPicture(bytes, position)
  if (!read.ok) return read
  const owned = await ensureCapture(actor, captureId)
  if (!owned.ok) return owned

  const { jpeg, width, height } = read.picture
  const { sealed, nonce, wrappedKey, keyId } = seal(jpeg, { captureId, position })
  // One statement: the capture's row is locked while the frame is written, so a submit that comes at the same
  // moment sees either the frame before or the frame after, and never one that changes behind its back.
  const stored = await db().$executeRaw`
    INSERT INTO "Frame" ("captureId", position, sealed, nonce, "wrappedKey", "keyId", width, height)
    SELECT id, ${position}::smallint, ${sealed}, ${nonce}, ${wrappedKey}, ${keyId}, ${width}::int, ${height}::int
      FROM "Capture"
     WHERE id = ${captureId}::uuid AND "operatorId" = ${actor.id}::uuid AND "submittedAt" IS NULL
       FOR SHARE
    ON CONFLICT ("captureId", position) DO UPDATE
       SET sealed = EXCLUDED.sealed, nonce = EXCLUDED.nonce, "wrappedKey" = EXCLUDED."wrappedKey",
           "keyId" = EXCLUDED."keyId", width = EXCLUDED.width, height = EXCLUDED.height, "createdAt" = now()`
  if (stored === 1) return { ok: true, width, height }
  const still = await db().capture.count({ where: { id: captureId, operatorId: actor.id } })
  if (!still) return captureNotFound()
  return refuse('capture_submitted', 'This capture was already sent. Take new pictures for another job.')
}

/** Every frame of a capture, opened, for the provider. Null when any is missing; throws when a seal is broken. */
export async function openCapture(captureId: string): Promise<{ selfie: Uint8Array; liveness: Uint8Array[] } | null> {
  const frames = await db().frame.findMany({ where: { captureId }, orderBy: { position: 'asc' } })
  if (frames.length !== framePositions.length) return null
  const [selfie, ...liveness] = frames.map(open)
  return selfie ? { selfie, liveness } : null
}

/** One frame, opened, for a route that has already asked who is looking. Null when it is not there. */
export async function openFrame(
  captureId: string,
  position: number = SELFIE_POSITION,
): Promise<{ jpeg: Uint8Array<ArrayBuffer>; width: number; height: number } | null> {
  const frame = await db().frame.findUnique({ where: { captureId_position: { captureId, position } } })
  return frame ? { jpeg: open(frame), width: frame.width, height: frame.height } : null
}
