import { castJobs, countIn, FINAL, idsOf, insertJobs } from '../jobs'
import { judgeSubmissions } from '../judge'
import { mutant, testPreload } from '../preloads'
import type { Trial } from '../trial'
import { until } from '../wait'

const TEN_MINUTES = 10 * 60_000
const ALL_FINAL_MS = 90_000
/** Longer than a sweep takes to come round: a lease that is too short is found out. */
const UPLOAD_MS = 9_000

export const r16: Trial = {
  promise: 'R16',
  words: 'clocks wrong by 10 minutes, either way',
  control: 'leases by own clock',
  // Its callbacks are stale when they come: set aside, and the status is read.
  providerClockMs: TEN_MINUTES,
  async run(stage, { isSmall, isBroken, dice }) {
    const jobs = castJobs(dice.named('jobs'), isSmall ? 8 : 40)
    const wrong = (offsetMs: number) => ({
      preload: [testPreload('wrong-clock'), ...(isBroken ? [mutant('leases-by-own-clock')] : [])],
      env: { CLOCK_OFFSET_MS: String(offsetMs), NODE_ENV: 'test' },
    })
    const [web] = await Promise.all([
      stage.startWeb(),
      stage.startWorker(wrong(-TEN_MINUTES)),
      stage.startWorker(wrong(isBroken ? -TEN_MINUTES : TEN_MINUTES)),
    ])
    stage.serve([web])
    await stage.provider.misbehave([{ fault: 'slow', at: 'upload', ms: UPLOAD_MS }])
    await insertJobs(stage.pool, jobs, 'queued')
    const took = await until(async () => (await countIn(stage.pool, jobs, FINAL)) === jobs.length, ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, jobs)
    const { rowCount: stale } = await stage.pool.query(
      `select from "Callback" where "state" = 'stale' and "jobId" = any($1::uuid[])`,
      [idsOf(jobs)],
    )
    if (!stale) outcome.faults.push('no callback was found to be stale')
    if (took === null) outcome.faults.push('not all jobs were final in time')
    // Two at a time on one job begin its upload twice.
    const { entries } = await stage.provider.ledger()
    const users = new Set(jobs.map(({ userId }) => userId))
    outcome.duplicates += entries.filter(({ userId, uploads }) => users.has(userId) && uploads > 1).length
    return outcome
  },
}
