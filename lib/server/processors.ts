// No 'server-only' here: the thread that looks for faces runs outside of Next's conditions.
import { availableParallelism } from 'node:os'

/** How many threads may be busy for long at one time: one processor stays with the thread that answers. */
export const SPARED = Math.max(1, availableParallelism() - 1)

/** As `nice` counts: next to nothing where others of this machine want the processor, all of it where nobody does. */
export const BEHIND = 19

/** Elsewhere a thread has no priority of its own: the whole process would step behind. */
export const threadsHavePriorities = process.platform === 'linux'
