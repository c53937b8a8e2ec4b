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
 * Gives the threads that hash passwords and re-encode pictures a lower priority than the thread that answers requests, so
 * that a callback is answered at once while many people sign in and send pictures. Where threads have no priorities of
 * their own, or changing them is forbidden, everything stays as it is.
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
 * Which threads are libuv's pool. They have no names, so the pool is given work, and the threads that ran longest
 * meanwhile are taken for it; others, such as V8's helpers, run less. On a busy machine one thread may do another's share
 * before that wakes, so this is repeated until enough threads were seen at work.
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
