import 'server-only'
import { setImmediate as turn } from 'node:timers/promises'
import { Pool } from 'pg'
import { DATABASE_AWAY } from '@/lib/domain/database-away'
import { isDatabaseFault, mayBeDatabaseFault } from './database-fault'
import { env } from './env'
import { errorName, log } from './log'
import { oncePerProcess } from './once-per-process'
import { KEPT } from './pool'

/** Whoever waits for a database that does not answer is told within two seconds: a look after 400 ms, and this for the look. */
const LOOK_AFTER_MS = 400
const ANSWER_MS = 1_400
/** A page that could not be made is drawn a second time, as one that says so: what was found is not looked for again. */
const REMEMBERED_MS = 1_000
/** So long a good answer is good for whoever only waits: many slow requests share one question. */
const GOOD_MS = 300

/** The database does not answer. Neither a bug nor anybody's mistake: whatever was asked may be asked again. */
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
 * Whether the database answers, asked now, on a connection of its own: behind those of a busy portal the question would
 * wait its turn and take a rush for an outage. Those who ask at the same time get one answer, and those who ask within a
 * second of a bad one get that. Never throws.
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

/** Milliseconds since the database was last heard. */
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
 * What `work` comes to, or DatabaseAway within two seconds of the database's silence: a statement on a connection that
 * nobody answers waits ten times as long. Slow work with a database that answers is waited for. Bugs stay what they are.
 */
export async function orAway<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const away = new Promise<never>((_, reject) => {
    const look = async () => {
      // What failed is never judged by an earlier answer (below): only whoever waits goes by it.
      if (silence() >= GOOD_MS && !(await databaseAnswers())) reject(new DatabaseAway())
      // Reckoned from that answer, whoever asked for it: a silence that begins right after it is noticed as soon.
      else if (!isOver) timer = setTimeout(look, LOOK_AFTER_MS - silence())
    }
    timer = setTimeout(look, isKnownAway() ? 0 : LOOK_AFTER_MS)
  })
  try {
    return await Promise.race([work, away])
  } catch (thrown) {
    // Given up, it may still end; that is nobody's error any more.
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
