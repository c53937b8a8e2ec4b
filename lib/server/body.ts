import 'server-only'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { oncePerProcess } from './once-per-process'
import type { Room } from './room'

/** Milliseconds for a small body, which comes with the request itself: whoever needs longer only holds a connection. */
export const SMALL_BODY_MS = 10_000

type Bounds = {
  /** The body's own limit. */
  bytes: number
  /** Milliseconds from the first byte to the last; the server's own limit for a request comes later. */
  ms?: number
  /** What all bodies under way share; whatever is taken stays taken until `release`. */
  room?: Room
}
export type BodyRead =
  | { ok: true; body: Uint8Array<ArrayBuffer>; release(): void }
  /** `gone`: its sender went away in the middle, so nobody is left to read the answer. */
  | { ok: false; why: 'too_large' | 'too_slow' | 'no_room' | 'gone' }

/**
 * Reads a request's raw body within bounds, counting as it comes, whatever Content-Length said. What is beyond them is
 * dropped as it comes, for a moment: so that its sender, who may still be sending, gets the answer. `release` says that
 * the body is no longer needed.
 */
export async function readBounded(request: Request, { bytes, ms, room }: Bounds): Promise<BodyRead> {
  const announced = request.headers.get('content-length')
  if (Number(announced) > bytes) {
    await hearOut(request)
    return { ok: false, why: 'too_large' }
  }
  const reader = request.body?.getReader()
  const place = room?.enter()
  const refused = (why: Extract<BodyRead, { ok: false }>['why']): BodyRead => {
    place?.leave()
    return { ok: false, why }
  }
  const parts: Uint8Array[] = []
  let length = 0
  let isLate = false
  const late = () => {
    isLate = true
    reader?.cancel().catch(() => {})
  }
  const timer = ms === undefined ? undefined : setTimeout(late, ms)
  try {
    while (reader) {
      const { done, value } = await reader.read()
      if (isLate) return refused('too_slow')
      if (done) break
      length += value.length
      const why = length > bytes ? 'too_large' : place?.grow(length) === false ? 'no_room' : null
      if (why) {
        await heardOut(reader, HEAR_OUT.bytes - length)
        return refused(why)
      }
      parts.push(value)
      // HTTP lets no body be longer than announced; asking for its end costs as much as reading a part of it.
      if (String(length) === announced) break
    }
  } catch {
    return refused(isLate ? 'too_slow' : 'gone')
  } finally {
    clearTimeout(timer)
  }
  return { ok: true, body: joined(parts, length), release: () => place?.leave() }
}

type Patience = { bytes: number; ms: number }

/** Reads what still comes and drops it. False: it did not end within bounds, and was left where it is. */
async function dropped(reader: ReadableStreamDefaultReader<Uint8Array>, { bytes, ms }: Patience): Promise<boolean> {
  let isOver = false
  const giveUp = () => {
    isOver = true
    return reader.cancel().catch(() => {})
  }
  const timer = setTimeout(giveUp, ms)
  try {
    for (let left = bytes; !isOver; ) {
      const { done, value } = await reader.read()
      if (done) break
      left -= value.length
      if (left < 0) await giveUp()
    }
    return !isOver
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Reads a body and drops it, for a sender who is refused whatever it says: many browsers read an answer only once they
 * have sent everything. False: it did not end within bounds, and its connection has to be closed.
 */
export async function passOver({ body }: Request, bounds: Patience): Promise<boolean> {
  return body ? dropped(body.getReader(), bounds) : true
}

/** Milliseconds in which a body that is not wanted is taken in before its sender is answered. */
export const HEAR_OUT_MS = 100
/** And how much of it. */
const HEAR_OUT = { bytes: 8_000_000, ms: HEAR_OUT_MS }
/** Of so many at a time, where a body without a length has been too large already: what a flood sends, others would pay for. */
const ENDLESS_MAX = 2
const endless = oncePerProcess('endless bodies', () => ({ heard: 0 }))

async function heardOut(reader: ReadableStreamDefaultReader<Uint8Array>, bytes: number): Promise<void> {
  if (endless.heard >= ENDLESS_MAX) return reader.cancel().catch(() => {})
  endless.heard += 1
  try {
    await dropped(reader, { ...HEAR_OUT, bytes })
  } finally {
    endless.heard -= 1
  }
}

/**
 * Lets a sender who is refused finish, where that takes a moment and nothing of the body was read: whoever is still
 * sending when the connection closes may lose the answer. Whoever announces more than anybody's share is not heard at all.
 * False: the connection cannot be used again.
 */
export async function hearOut(request: Request): Promise<boolean> {
  if (!request.body) return true
  if (Number(request.headers.get('content-length')) > HEAR_OUT.bytes) return false
  return !request.bodyUsed && !request.body.locked && passOver(request, HEAR_OUT)
}

/** A small body did not arrive in time, so nothing was done with it. `route` answers that it may be sent again. */
export class BodyTooSlow extends Error {
  override readonly name = 'BodyTooSlow'
}

/** A body that is larger than any of its kind. Nothing was done; `route` says so, in the words that come with it. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

const largerThanAny = refuse('too_large', 'This is larger than anything that belongs here. Nothing was done.')

/**
 * A body of at most `bytes`, within `ms` where given; null when its sender went away in the middle. Throws BodyTooSlow,
 * and BodyTooLarge with what is told to whoever sent more.
 */
export async function readBody(
  request: Request,
  { tooLarge = largerThanAny, ...bounds }: Omit<Bounds, 'room'> & { tooLarge?: Refusal },
): Promise<Uint8Array<ArrayBuffer> | null> {
  const read = await readBounded(request, bounds)
  if (read.ok) return read.body
  if (read.why === 'too_slow') throw new BodyTooSlow()
  if (read.why === 'too_large') throw new BodyTooLarge(tooLarge)
  return null
}

/**
 * A small JSON body, which comes with the request itself; null when it is none. What it says is for the caller's schema.
 * Throws BodyTooSlow and BodyTooLarge.
 */
export async function readJson(request: Request, bytes: number): Promise<unknown> {
  const body = await readBody(request, { bytes, ms: SMALL_BODY_MS })
  try {
    return JSON.parse(new TextDecoder().decode(body ?? new Uint8Array()))
  } catch {
    return null
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
