import { skipCircuit } from '../circuit'
import { bringForward, type ChaosJob, castJobs, countIn, FINAL, idsOf, insertJobs } from '../jobs'
import { judgeSubmissions, nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { until } from '../wait'

const ALL_FINAL_MS = 90_000
const CONTROL_MS = 60_000
const RESETS = 0.1
const HOUR_MS = 60 * 60_000

export const r11: Trial = {
  promise: 'R11',
  words: '30 % of callbacks lost, 10 % an hour late, resets under way',
  control: 'no polling',
  async run(stage, { isSmall, isBroken, dice }) {
    const preload = isBroken ? [mutant('no-polling')] : []
    const jobs = castJobs(dice.named('jobs'), isSmall ? 40 : 300)
    const [web] = await Promise.all([stage.startWeb(), stage.startWorker({ preload }), stage.startWorker({ preload })])
    stage.serve([web])
    await stage.provider.misbehave(
      [
        { fault: 'never', rate: 0.3 },
        { fault: 'late', rate: 0.1, ms: HOUR_MS },
      ],
      dice.below(1_000_000),
    )
    // And the wire is a bad one: some connections to the provider are reset under way.
    stage.toProvider.weather.resetRate = RESETS
    await insertJobs(stage.pool, jobs, 'queued')
    // A fake clock: the reads that the schedule has in minutes are due at once.
    const isDone = async () => {
      if ((await countIn(stage.pool, jobs, FINAL)) === jobs.length) return true
      await skipCircuit(stage.pool)
      await bringForward(stage.pool, jobs)
      return false
    }
    // The control is caught by jobs that wait for nothing any more, not by how long it takes.
    if (isBroken) {
      await until(async () => (await stuck(stage, jobs)) > 0, CONTROL_MS)
      return { ...nothing(jobs.length), losses: await stuck(stage, jobs) }
    }
    const took = await until(isDone, ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, jobs)
    if (took === null) outcome.faults.push('not all jobs were final in time')
    return outcome
  },
}

/** How many uploaded jobs have no time at which somebody looks after them. */
async function stuck({ pool }: Stage, jobs: readonly ChaosJob[]): Promise<number> {
  const { rowCount } = await pool.query(
    `select from "Job" where "id" = any($1::uuid[]) and "state" = 'processing' and "nextStepAt" is null`,
    [idsOf(jobs)],
  )
  return rowCount ?? 0
}
