import 'server-only'
import { z } from 'zod'
import { framePositions, SELFIE_POSITION } from '@/lib/domain/frame'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { capturingStates } from '@/lib/domain/visit'
import { type CaptureOwner, captureNotFound, ensureCapture, ownerColumns } from './captures'
import { type BinaryRow, copyOut } from './copy-out'
import { db } from './db'
import { lookAhead } from './frame-readings'
import { errorName, log } from './log'
import { oncePerProcess } from './once-per-process'
import { readPicture } from './picture'
import { pool } from './pool'
import { recent } from './recent'
import { open, type Sealed, seal } from './sealing'
import { visitOver } from './visit'

/** Captures that this process knows to exist. Whose they are, and whether they are open, each write asks for itself. */
const begun = oncePerProcess('captures begun', () => recent<true>(1_000))

/**
 * Checks, re-encodes and seals one frame. Sending the same position again replaces it, until the capture
 * is submitted. A visit's frame is kept only while the visit is under way and its consent stands. Refusals:
 * those of readPicture, capture_not_found, too_many_captures, visit_over, capture_submitted.
 */
export async function storeFrame(
  owner: CaptureOwner,
  captureId: string,
  position: number,
  bytes: Uint8Array,
): Promise<Outcome<{ width: number; height: number }>> {
  const read = await readPicture(bytes, position)
  if (!read.ok) return read

  const { jpeg, width, height } = read.picture
  const frame: NewFrame = { captureId, position, width, height, ...seal(jpeg, { captureId, position }) }
  const stored = () => {
    lookAhead(frame, jpeg)
    return { ok: true, width, height } as const
  }
  // A capture begun here is not asked for again; one that nobody has begun is not sent a whole frame in vain.
  if (begun.get(captureId) && (await write(owner, frame))) return stored()
  const owned = await ensureCapture(owner, captureId)
  if (!owned.ok) return owned
  begun.set(captureId, true)
  if (await write(owner, frame)) return stored()
  const where = { id: captureId, ...ownerColumns(owner) }
  const still = await db().capture.findFirst({ where, select: { submittedAt: true } })
  if (still && !still.submittedAt) return visitOver()
  if (!still) return captureNotFound()
  return refuse('capture_submitted', 'This capture was already sent. Take new pictures for another job.')
}

type NewFrame = Sealed & { captureId: string; position: number; width: number; height: number }

/**
 * One statement: the capture's row is locked while the frame is written, so a submit that comes at the same
 * moment sees either the frame before or the frame after, and never one that changes behind its back.
 * False: this owner has no such capture that is still open, or the visit is over.
 */
async function write(owner: CaptureOwner, frame: NewFrame): Promise<boolean> {
  const { operatorId, visitId } = ownerColumns(owner)
  const { captureId, position, sealed, nonce, wrappedKey, keyId, width, height } = frame
  const { rowCount } = await pool().query({
    name: 'write-frame',
    text: `
      insert into "Frame" ("captureId", "position", "sealed", "nonce", "wrappedKey", "keyId", "width", "height")
      select "id", $3::smallint, $4::bytea, $5::bytea, $6::bytea, $7::text, $8::int, $9::int
        from "Capture"
       where "id" = $1::uuid and "submittedAt" is null
         and ("operatorId" = $2::uuid or "visitId" = $10::uuid and exists (
           select 1 from "Visit" v join "Consent" c on c."visitId" = v."id" join "Link" l on l."id" = v."linkId"
            where v."id" = $10::uuid and v."deadline" > now() and c."withdrawnAt" is null and l."revokedAt" is null
              and v."state" = any($11::"VisitState"[])))
         for share of "Capture"
      on conflict ("captureId", "position") do update
         set "sealed" = excluded."sealed", "nonce" = excluded."nonce", "wrappedKey" = excluded."wrappedKey",
             "keyId" = excluded."keyId", "width" = excluded."width", "height" = excluded."height", "createdAt" = now()`,
    values: [
      captureId,
      operatorId,
      position,
      sealed,
      nonce,
      wrappedKey,
      keyId,
      width,
      height,
      visitId,
      capturingStates,
    ],
  })
  return rowCount === 1
}

/** The positions that have arrived of a capture of this owner's that nobody has submitted yet, in order. */
export async function storedPositions(owner: CaptureOwner, captureId: string): Promise<number[]> {
  const frames = await db().frame.findMany({
    where: { capture: { id: captureId, submittedAt: null, ...ownerColumns(owner) } },
    select: { position: true },
    orderBy: { position: 'asc' },
  })
  return frames.map(({ position }) => position)
}

type OpenedFrames = { selfie: Uint8Array; liveness: Uint8Array[] }

/**
 * Every frame of a capture, opened, for the provider. Null when any is missing, 'unreadable' when a seal does not
 * open. Throws only when the database did not give them, which says nothing of the frames.
 */
export async function openCapture(captureId: string): Promise<OpenedFrames | 'unreadable' | null> {
  // copyOut, because reading the pictures through Prisma, or as text, would cost a job more than making its zip.
  const rows = await copyOut(`
    select "position", "sealed", "nonce", "wrappedKey", "keyId" from "Frame"
     where "captureId" = '${z.uuid().parse(captureId)}' order by "position"`)
  if (rows.length !== framePositions.length) return null
  try {
    const [selfie, ...liveness] = rows.map((row) => open({ captureId, ...sealedFrame(row) }))
    return selfie ? { selfie, liveness } : null
  } catch (thrown) {
    log.warn('the frames of a capture do not open', { captureId, error: errorName(thrown) })
    return 'unreadable'
  }
}

const column = z.instanceof(Buffer)
const frameRowSchema = z.tuple([column, column, column, column, column])

function sealedFrame(row: BinaryRow) {
  const [position, sealed, nonce, wrappedKey, keyId] = frameRowSchema.parse(row)
  return { position: position.readInt16BE(), sealed, nonce, wrappedKey, keyId: keyId.toString() }
}

/** One frame, opened, for a route that has already asked who is looking. Null when it is not there. */
export async function openFrame(
  captureId: string,
  position: number = SELFIE_POSITION,
): Promise<{ jpeg: Uint8Array<ArrayBuffer>; width: number; height: number } | null> {
  const frame = await db().frame.findUnique({ where: { captureId_position: { captureId, position } } })
  return frame ? { jpeg: open(frame), width: frame.width, height: frame.height } : null
}
