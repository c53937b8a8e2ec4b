import 'server-only'
import { oncePerProcess } from './once-per-process'

/** Pages of one session that may be told of news at a time; further ones ask for it every few seconds, as after any broken stream. */
export const STREAMS_PER_SESSION = 20

const open = oncePerProcess('stream places', () => new Map<string, number>())

/** A place for one more stream of this session: gives what frees it again, or null when all are taken. */
export function takeStreamPlace(sessionId: string): (() => void) | null {
  const taken = open.get(sessionId) ?? 0
  if (taken >= STREAMS_PER_SESSION) return null
  open.set(sessionId, taken + 1)
  return () => {
    const left = (open.get(sessionId) ?? 1) - 1
    if (left > 0) open.set(sessionId, left)
    else open.delete(sessionId)
  }
}
