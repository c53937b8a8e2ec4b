import { holdingCircuitSql, isSendSql } from '@/lib/server/circuit'
import { pool } from '@/lib/server/pool'
import { bellSql, waitingBellSql } from '@/lib/server/queue'
import { keepDoing, type Rounds } from './rounds'

/** A step that has become due begins this much later at most; a dead worker's jobs, when its lease of 30 s has run out. */
export const SWEEP_MS = 1_000
/** Bells of one sweep; the oldest first, the rest with the next. */
const SWEEP_MAX = 500

/**
 * Rings for every job whose step has become due or whose lease has run out (its worker died), unless a bell waits for
 * it already. A bell keeps the time it should have rung at, so that sweeping does not reorder those who wait. Where the
 * provider is not answering nobody is called but the one who has waited longest, and that when a probe is due.
 */
export async function sweep(): Promise<number> {
  const { rowCount } = await pool().query({
    name: 'sweep',
    text: `
      with overdue as (
        select "id", "environment", ${isSendSql('job')} as "isSend", coalesce("leaseUntil", "nextStepAt") as "since"
          from "Job" as job
         where ("leaseUntil" < now() or "leaseUntil" is null and "nextStepAt" <= now())
           and not exists (${waitingBellSql('job."id"')})
      ), due as (
        (select "id", "since" from overdue
          where not exists (${holdingCircuitSql('overdue')})
          order by "since" limit ${SWEEP_MAX})
        union all
        (select distinct on ("environment") "id", "since" from overdue
          where exists (${holdingCircuitSql('overdue')} and circuit."nextProbeAt" <= now())
          order by "environment", "since")
      )
      select bell."id" from (select * from due order by "id") as due, lateral ${bellSql('due."id"', 'due."since"')} as bell`,
  })
  return rowCount ?? 0
}

/** Sweeps at once and then every second until stopped. */
export function keepSweeping(): Rounds {
  return keepDoing('a sweep', SWEEP_MS, sweep)
}
