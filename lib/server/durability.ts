import 'server-only'
import { z } from 'zod'
import { WRONG_SETTINGS } from './env'
import { errorName, log } from './log'
import { pool } from './pool'

/** Between two tries while the database does not answer: it may be starting, too. */
const AGAIN_MS = 5_000

const settingsSchema = z.object({ fsync: z.string(), commit: z.string() })

/**
 * What of the database's settings would let it lose what it has confirmed, in one line for whoever runs it; null
 * when nothing would. Throws when the database does not answer.
 */
export async function undurable(): Promise<string | null> {
  const { rows } = await pool().query(
    `select current_setting('fsync') as "fsync", current_setting('synchronous_commit') as "commit"`,
  )
  const { fsync, commit } = settingsSchema.parse(rows[0])
  const off = [fsync === 'off' && 'fsync', commit === 'off' && 'synchronous_commit'].filter(Boolean)
  if (off.length === 0) return null
  return `PostgreSQL runs with ${off.join(' and ')} off: it would lose results that Smile ID was told are safe. Turn it on and start again.`
}

/**
 * Ends the process with one line when the database could lose what it confirms. Asks until the database answers;
 * resolves after the first try, for a portal whose database is late must come up all the same.
 */
export async function checkDurability(): Promise<void> {
  try {
    const why = await undurable()
    if (!why) return
    // Not by the console, which may be quiet by now (quiet-console.ts).
    process.stderr.write(`${why}\n`)
    process.exit(WRONG_SETTINGS)
  } catch (thrown) {
    log.warn('the database could not be asked how it keeps things', { error: errorName(thrown) })
    setTimeout(() => void checkDurability(), AGAIN_MS).unref()
  }
}
