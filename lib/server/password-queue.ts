import 'server-only'
import { heavyWork } from './heavy-work'
import { oncePerProcess } from './once-per-process'
import { SPARED } from './processors'
import { turns } from './turns'

/** Each takes 64 MiB and a processor for some 100 ms. */
export const HASHES_AT_ONCE = Math.min(SPARED, 2)
/** Who comes when this many wait is told to come back, instead of waiting longer than a person would. */
export const HASHES_WAITING_MAX = 40

/** Of the sign-in page and of next-auth's route together: the memory and the processors are the machine's. */
const queue = oncePerProcess('password queue', () => turns(HASHES_AT_ONCE))

/** Runs the task when its turn comes. `ok: false` at once when too many wait already. */
export async function inPasswordQueue<T>(task: () => Promise<T>): Promise<{ ok: true; value: T } | { ok: false }> {
  if (queue.waiting() >= HASHES_WAITING_MAX) return { ok: false }
  return { ok: true, value: await queue.take(() => heavyWork('password', task)) }
}
