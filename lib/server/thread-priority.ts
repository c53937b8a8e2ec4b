import 'server-only'
import { pbkdf2 } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { promisify } from 'node:util'
import { errorName, log } from './log'
import { BEHIND, threadsHavePriorities } from './processors'

const THREADS = '/proc/self/task'
/** libuv's own choice. */
const POOL_THREADS = 4
/** Some 15 ms of work; who has run for a third of it was at it. */
const ROUNDS = 100_000
const AT_WORK_NS = 5_000_000
const TRIES = 5

const work = promisify(pbkdf2)

/**
 * Puts the threads that reckon passwords and re-encode pictures behind the one that answers: while many sign in and
 * many send pictures, a callback is still answered at once. Where a thread has no priority of its own, or where it is
 * forbidden, everything stays as it is.
 */
export async function putPoolBehind(): Promise<void> {
  if (!threadsHavePriorities) return
  try {
    for (const id of await poolThreads()) setPriority(id, BEHIND)
  } catch (error) {
    log.warn('the threads of the pool keep their priority', { error: errorName(error) })
  }
}

/**
 * Nothing names libuv's threads, so they are given work: those that ran meanwhile are the ones. On a busy machine
 * one may take another's share before that wakes, so it is tried until all were seen.
 */
async function poolThreads(): Promise<Set<number>> {
  const seen = new Set<number>()
  for (let tries = 0; seen.size < POOL_THREADS && tries < TRIES; tries++) {
    const before = nanosecondsRun()
    await Promise.all(Array.from({ length: POOL_THREADS }, () => work('some', 'work', ROUNDS, 32, 'sha256')))
    for (const [id, ns] of nanosecondsRun())
      if (id !== process.pid && ns - (before.get(id) ?? 0) > AT_WORK_NS) seen.add(id)
  }
  return seen
}

/** How long each thread of this process has had a processor. */
function nanosecondsRun(): Map<number, number> {
  const run = (id: string) => Number(readFileSync(`${THREADS}/${id}/schedstat`, 'utf8').split(' ')[0])
  return new Map(readdirSync(THREADS).map((id) => [Number(id), run(id)]))
}
