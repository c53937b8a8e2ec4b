import { pool } from '@/lib/server/pool'
import { bellSql } from '@/lib/server/queue'
import { keepDoing, type Rounds } from './rounds'

const SWEEP_MS = 5_000
/** Bells of one sweep; the oldest first, the rest with the next. */
const SWEEP_MAX = 500

/**
 * Rings for every job whose lease has run out (its worker died) or whose step is overdue (its bell was lost).
 * A bell keeps the time it should have rung at, so that sweeping does not reorder those who wait.
 */
export async function sweep(): Promise<number> {
  const { rowCount } = await pool().query({
    name: 'sweep',
    text: `
      with due as (
        select "id", coalesce("leaseUntil", "nextStepAt") as "since" from "Job"
         where "leaseUntil" < now() or "leaseUntil" is null and "nextStepAt" < now() - interval '1 second'
         order by 2 limit ${SWEEP_MAX}
      )
      select bell."id" from due, lateral ${bellSql('due."id"', 'due."since"')} as bell`,
  })
  return rowCount ?? 0
}

/** Sweeps at once and then every 5 s until stopped. */
export function keepSweeping(): Rounds {
  return keepDoing('a sweep', SWEEP_MS, sweep)
}
