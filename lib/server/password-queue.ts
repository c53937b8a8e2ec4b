import 'server-only'
import { heavyWork } from './heavy-work'
import { oncePerProcess } from './once-per-process'
import { SPARED } from './processors'

/** Each takes 64 MiB and a processor for some 100 ms. */
export const HASHES_AT_ONCE = Math.min(SPARED, 2)
/** Who comes when this many wait is told to come back, instead of waiting longer than a person would. */
export const HASHES_WAITING_MAX = 40

/** Of the sign-in page and of next-auth's route together: the memory and the processors are the machine's. */
const queue = oncePerProcess<{ running: number; waiting: (() => void)[] }>('password queue', () => ({
  running: 0,
  waiting: [],
}))

/** Runs the task when its turn comes. `ok: false` at once when too many wait already. */
export async function inPasswordQueue<T>(task: () => Promise<T>): Promise<{ ok: true; value: T } | { ok: false }> {
  if (queue.running >= HASHES_AT_ONCE) {
    if (queue.waiting.length >= HASHES_WAITING_MAX) return { ok: false }
    // Whoever finishes hands its place over, so `running` stays as it is.
    await new Promise<void>((resolve) => queue.waiting.push(resolve))
  } else queue.running += 1
  try {
    return { ok: true, value: await heavyWork('password', task) }
  } finally {
    const next = queue.waiting.shift()
    if (next) next()
    else queue.running -= 1
  }
}
