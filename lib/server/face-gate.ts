import 'server-only'
import { type GateResult, judgeReadings } from '@/lib/domain/face-gate'
import { framePositions, SELFIE_POSITION } from '@/lib/domain/frame'
import { GATE_PREFIX, type GateFault, UNCHECKED } from '@/lib/domain/gate-fault'
import { gateWords } from '@/lib/domain/gate-words'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { type CaptureOwner, ownerColumns } from './captures'
import { db } from './db'
import { env } from './env'
import type { FaceAnswer } from './face-reader'
import { readingOf } from './frame-readings'
import type { Prisma } from './generated/prisma/client'
import { oncePerProcess } from './once-per-process'
import { recent } from './recent'
import { open } from './sealing'
import { isStill } from './still'

/**
 * The nonces of the frames that were judged, by position. A frame that replaces another has a nonce of its own, so they
 * tell whether these are still the frames that were judged. Null: the gate is off.
 */
export type Judged = readonly Uint8Array[] | null
type Seen = Outcome<{ judged: Judged }>
type Mode = GateResult['mode']

/**
 * Looks at a capture before anything is paid for: one face in the selfie, large, straight, lit and sharp, a face in
 * every other frame, and not the same picture seven times. Keeps what it found with the capture. With
 * KIOO_FACE_GATE=advise, or where the engine does not run at all, it stops nobody. A capture that is not complete, not
 * this owner's or already sent passes: the submission itself says so.
 * Refusals: face_busy, face_unchecked (a picture could not be looked at; the same capture may be sent again), and face_
 * with a GateFault; after the latter the capture is still there and can be replaced.
 */
export async function judgeCapture(owner: CaptureOwner, captureId: string): Promise<Seen> {
  const mode = env().KIOO_FACE_GATE
  if (mode === 'off') return { ok: true, judged: null }
  const where = { captureId, capture: { ...ownerColumns(owner), submittedAt: null } }
  const stored = await db().frame.findMany({ where, orderBy: { position: 'asc' }, select: { nonce: true } })
  const judged = stored.map(({ nonce }) => nonce)
  if (judged.length !== framePositions.length) return { ok: true, judged }

  const name = nameOf(captureId, judged)
  const known = found.get(name)
  if (known) return outcomeOf(mode, known, judged)
  const looking = underway.get(name) ?? look(mode, captureId, where).finally(() => underway.delete(name))
  underway.set(name, looking)
  return looking
}

/** What was found in the newest captures: the same pictures sent again, however often, cost one small read. */
const found = oncePerProcess('found in captures', () => recent<readonly GateFault[]>(1_000))

/** Captures that are being looked at: whoever submits the same pictures meanwhile waits for the same answer. */
const underway = oncePerProcess('captures looked at', () => new Map<string, Promise<Seen>>())

const nameOf = (captureId: string, nonces: readonly Uint8Array[]) =>
  [captureId, ...nonces.map((nonce) => Buffer.from(nonce).toString('base64'))].join(' ')

async function look(mode: Mode, captureId: string, where: Prisma.FrameWhereInput): Promise<Seen> {
  const frames = await db().frame.findMany({ where, orderBy: { position: 'asc' }, include: { reading: true } })
  const judged = frames.map(({ nonce }) => nonce)
  if (frames.length !== framePositions.length) return { ok: true, judged }

  const answers = await Promise.all(frames.map(({ reading, ...frame }) => inTime(readingOf(frame, reading))))
  const readings = answers.flatMap((answer) => (answer.ok ? [answer.reading] : []))
  if (readings.length < frames.length) {
    const whys = answers.flatMap((answer) => (answer.ok ? [] : [answer.why]))
    const refusal = mode === 'enforce' && refuseUnseen(whys)
    if (refusal) return refusal
    await keep(captureId, { mode, faults: [], looked: false })
    return { ok: true, judged }
  }
  const burst = frames.filter(({ position }) => position !== SELFIE_POSITION)
  const faults = judgeReadings(readings, await isStill(burst.map((frame) => open(frame))))
  await keep(captureId, { mode, faults, looked: true })
  found.set(nameOf(captureId, judged), faults)
  return outcomeOf(mode, faults, judged)
}

function outcomeOf(mode: Mode, [first]: readonly GateFault[], judged: readonly Uint8Array[]): Seen {
  return first && mode === 'enforce' ? refuseFace(first) : { ok: true, judged }
}

/** Whoever submits waits no longer than this for the engine; what it finds later is kept for the next try. */
const WAIT_MS = 20_000

async function inTime(answer: Promise<FaceAnswer>): Promise<FaceAnswer> {
  let timer: NodeJS.Timeout | undefined
  const tired = new Promise<FaceAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, why: 'busy' }), WAIT_MS)
  })
  return Promise.race([answer, tired]).finally(() => clearTimeout(timer))
}

type Unseen = Extract<FaceAnswer, { ok: false }>['why']

/** Why a capture is not sent of which not every frame was looked at. Null: it is sent, for the engine does not run here. */
function refuseUnseen(whys: readonly Unseen[]): Refusal | null {
  if (whys.includes('busy'))
    return refuse('face_busy', 'Many pictures are being checked just now. Nothing is lost: send it again in a moment.')
  if (whys.includes('unread'))
    return refuse(
      UNCHECKED,
      'A picture could not be checked. Nothing is lost: please send it again. If that does not help, take new pictures.',
    )
  return null
}

const refuseFace = (fault: GateFault) => refuse(GATE_PREFIX + fault, gateWords[fault])

async function keep(captureId: string, gate: GateResult): Promise<void> {
  await db().capture.updateMany({ where: { id: captureId, submittedAt: null }, data: { gate } })
}
