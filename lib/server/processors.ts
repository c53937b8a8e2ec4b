// No 'server-only' here: the thread that looks for faces runs outside of Next's conditions.
import { availableParallelism } from 'node:os'

/** How many threads may be busy for long at one time: one processor stays with the thread that answers. */
export const SPARED = Math.max(1, availableParallelism() - 1)

/**
 * As `nice` counts: all of a processor that nobody else wants, and a tenth of one that a busy neighbour wants all the
 * time. At 19 it would be a seventieth: a picture would not be looked at within the patience there is.
 */
export const BEHIND = 10

/** Elsewhere a thread has no priority of its own: the whole process would step behind. */
export const threadsHavePriorities = process.platform === 'linux'
