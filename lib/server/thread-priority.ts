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
const TRIES = 20

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
 * Nothing names libuv's threads, so they are given work: the ones that ran longest meanwhile are the ones. Others ran
 * too, V8's helpers for one, but not as long. On a busy machine one thread may take another's share before that wakes,
 * so it goes on until enough were seen.
 */
async function poolThreads(): Promise<number[]> {
  const before = nanosecondsRun()
  let atWork: [id: number, ns: number][] = []
  for (let tries = 0; atWork.length < POOL_THREADS && tries < TRIES; tries++) {
    await Promise.all(Array.from({ length: POOL_THREADS }, () => work('some', 'work', ROUNDS, 32, 'sha256')))
    atWork = [...nanosecondsRun()]
      .map(([id, ns]): [number, number] => [id, ns - (before.get(id) ?? 0)])
      .filter(([id, ns]) => id !== process.pid && ns > AT_WORK_NS)
  }
  return atWork
    .sort(([, one], [, other]) => other - one)
    .slice(0, POOL_THREADS)
    .map(([id]) => id)
}

/** How long each thread of this process has had a processor. */
function nanosecondsRun(): Map<number, number> {
  const run = (id: string) => Number(readFileSync(`${THREADS}/${id}/schedstat`, 'utf8').split(' ')[0])
  return new Map(readdirSync(THREADS).map((id) => [Number(id), run(id)]))
}
