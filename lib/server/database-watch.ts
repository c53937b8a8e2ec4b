import 'server-only'
import { setImmediate as turn } from 'node:timers/promises'
import { Pool } from 'pg'
import { DATABASE_AWAY } from '@/lib/domain/database-away'
import { isDatabaseFault, mayBeDatabaseFault } from './database-fault'
import { env } from './env'
import { errorName, log } from './log'
import { oncePerProcess } from './once-per-process'
import { KEPT } from './pool'

/**
 * Whoever waits for a database that does not answer is told so within two seconds: after LOOK_AFTER_MS it is asked
 * whether it is there, and has ANSWER_MS to say so.
 */
const LOOK_AFTER_MS = 400
const ANSWER_MS = 1_400
/** For so long a bad answer is believed: the page that says "the database is away" is drawn right after, and need not ask. */
const REMEMBERED_MS = 1_000
/** For so long a good answer is believed by requests that wait, so that many slow ones share one question. */
const GOOD_MS = 300

/** The database does not answer. Neither a bug nor anybody's mistake: the same request may be made again. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway'
  readonly digest = DATABASE_AWAY
}

type Watch = { pool: Pool; asking: Promise<boolean> | null; awayAt: number; goodAt: number }

const NEVER = Number.NEGATIVE_INFINITY

// Made at the first question: a build has no database.
const watching = () =>
  oncePerProcess('database watch', (): Watch => ({ pool: openPool(), asking: null, awayAt: NEVER, goodAt: NEVER }))

/**
 * Whether the database answers. It is asked on a connection of its own: behind the queries of a busy portal the question
 * would wait its turn, and a rush would look like an outage. Callers at the same time share one question, and a bad
 * answer holds for REMEMBERED_MS. Never throws.
 */
export function databaseAnswers(): Promise<boolean> {
  const watch = watching()
  if (isKnownAway()) return Promise.resolve(false)
  watch.asking ??= ask(watch.pool).then((answers) => {
    // A bad answer takes back the good one before it.
    watch.goodAt = answers ? performance.now() : NEVER
    if (!answers) watch.awayAt = performance.now()
    watch.asking = null
    return answers
  })
  return watch.asking
}

/** Milliseconds since the database last answered; endless after a bad answer. */
function silence(): number {
  return performance.now() - watching().goodAt
}

function isKnownAway(): boolean {
  return performance.now() - watching().awayAt < REMEMBERED_MS
}

async function ask(pool: Pool): Promise<boolean> {
  const asked = pool.query('select 1').then(
    () => true,
    () => false,
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    // An answer that came while this process was too busy to read it, counts.
    timer = setTimeout(() => void turn().then(() => turn().then(() => resolve(false))), ANSWER_MS)
  })
  const answers = await Promise.race([asked, late])
  clearTimeout(timer)
  return answers
}

function openPool(): Pool {
  const made = new Pool({
    connectionString: env().DATABASE_URL,
    max: 1,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    idleTimeoutMillis: KEPT,
    allowExitOnIdle: true,
    application_name: 'kioo watch',
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  made.on('error', () => {})
  return made
}

/**
 * The result of `work`; or throws DatabaseAway within two seconds of the database falling silent, when a statement on a
 * dead connection would go on waiting for ten times as long. While the database answers, slow work is waited for. Other
 * errors are thrown as they are.
 */
export async function orAway<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const away = new Promise<never>((_, reject) => {
    const look = async () => {
      // An earlier answer is good enough here, where work is only slow. Below, where it failed, the database is asked.
      if (silence() >= GOOD_MS && !(await databaseAnswers())) reject(new DatabaseAway())
      // Counted from the last answer, whoever asked for it: a silence that began right after it is noticed in time.
      else if (!isOver) timer = setTimeout(look, LOOK_AFTER_MS - silence())
    }
    timer = setTimeout(look, isKnownAway() ? 0 : LOOK_AFTER_MS)
  })
  try {
    return await Promise.race([work, away])
  } catch (thrown) {
    // Work that was given up may still fail later; nobody waits for that error.
    work.catch(() => {})
    if (thrown instanceof DatabaseAway) throw thrown
    if (!isDatabaseFault(thrown) && !(mayBeDatabaseFault(thrown) && !(await databaseAnswers()))) throw thrown
    log.warn('the database could not be reached', { error: errorName(thrown) })
    throw new DatabaseAway()
  } finally {
    isOver = true
    clearTimeout(timer)
    away.catch(() => {})
  }
}
