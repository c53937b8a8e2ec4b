import 'server-only'
import { type FrameReading, frameReadingSchema } from '@/lib/domain/face-gate'
import { env } from './env'
import { type FaceAnswer, readFaces, warmUp } from './face-reader'
import { errorName, log } from './log'
import { oncePerProcess } from './once-per-process'
import { pool } from './pool'
import { type FramePlace, open, type Sealed } from './sealing'

/** A frame as it was stored. Its nonce says which picture lies there: one that replaces it has another. */
type StoredFrame = FramePlace & Sealed

/** What is being looked at just now, so that a submit waits for it instead of asking anew. */
const underway = oncePerProcess('frames looked at', () => new Map<string, Promise<FaceAnswer>>())

const nameOf = ({ captureId, position, nonce }: FramePlace & Pick<Sealed, 'nonce'>) =>
  `${captureId} ${position} ${Buffer.from(nonce).toString('base64')}`

/** Somebody is about to take pictures: what looks at them gets ready meanwhile. */
export function expectFrames(): void {
  if (env().KIOO_FACE_GATE !== 'off') warmUp()
}

/**
 * Puts a frame that has just been stored in line to be looked at. Nobody waits for it: what is not seen by then is
 * looked at when the capture is submitted.
 */
export function lookAhead(frame: FramePlace & Pick<Sealed, 'nonce'>, jpeg: Uint8Array): void {
  if (env().KIOO_FACE_GATE !== 'off') void look(frame, jpeg, true)
}

/** What there is to see in a stored frame: kept already, being found, or found now by opening it. */
export function readingOf(
  frame: StoredFrame,
  kept: { nonce: Uint8Array; reading: unknown } | null,
): Promise<FaceAnswer> {
  const known =
    kept && Buffer.compare(kept.nonce, frame.nonce) === 0 ? frameReadingSchema.safeParse(kept.reading) : null
  if (known?.success) return Promise.resolve({ ok: true, reading: known.data })
  return underway.get(nameOf(frame)) ?? look(frame, open(frame))
}

async function look(frame: FramePlace & Pick<Sealed, 'nonce'>, jpeg: Uint8Array, ahead = false): Promise<FaceAnswer> {
  const name = nameOf(frame)
  const found = readFaces(jpeg, { place: `${frame.captureId} ${frame.position}`, ahead })
  underway.set(name, found)
  const answer = await found
  if (answer.ok) await keep(frame, answer.reading).catch(forgotten)
  underway.delete(name)
  return answer
}

/** The reading is found again when it is needed; only the time is lost. */
function forgotten(error: unknown): void {
  log.warn('a reading was not kept', { error: errorName(error) })
}

/** Only for the picture that was looked at: where another one lies by now, nothing is kept. */
async function keep({ captureId, position, nonce }: FramePlace & Pick<Sealed, 'nonce'>, reading: FrameReading) {
  await pool().query({
    name: 'keep-reading',
    text: `
      insert into "FrameReading" ("captureId", "position", "nonce", "reading")
      select "captureId", "position", "nonce", $4::jsonb
        from "Frame" where "captureId" = $1::uuid and "position" = $2::smallint and "nonce" = $3::bytea
      on conflict ("captureId", "position") do update
         set "nonce" = excluded."nonce", "reading" = excluded."reading"`,
    values: [captureId, position, nonce, JSON.stringify(reading)],
  })
}
