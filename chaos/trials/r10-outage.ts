import { skipCircuit } from '../circuit'
import { bringForward, type ChaosJob, castJobs, countIn, FINAL, idsOf, insertJobs } from '../jobs'
import { judgeSubmissions, nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const ALL_FINAL_MS = 180_000
const MINUTES = 10
/** In which the control, however slow, has tried once too often. */
const CONTROL_MINUTES = 40
const OPEN_MS = 30_000
/** In which a minute of the fake clock passes; a worker's sweep comes round in it. */
const MINUTE_MS = 1_500
const PROBES_A_MINUTE = 6
/** Calls already under way when the circuit opens: two workers' steps. */
const UNDER_WAY = 2 * 8
const ATTEMPTS = 2

export const r10: Trial = {
  promise: 'R10',
  words: '10 minutes of 503 with jobs waiting: at most 2 tries each',
  control: 'no circuit',
  async run(stage, { isSmall, isBroken, dice }) {
    const preload = isBroken ? [mutant('no-circuit')] : []
    const jobs = castJobs(dice.named('jobs'), isSmall ? 60 : 1_000)
    const [web] = await Promise.all([stage.startWeb(), stage.startWorker({ preload }), stage.startWorker({ preload })])
    stage.serve([web])
    await stage.provider.misbehave([
      { fault: 'unavailable', at: 'reserve' },
      { fault: 'unavailable', at: 'upload' },
      { fault: 'unavailable', at: 'status' },
    ])
    const calls = async () => Object.values((await stage.provider.ledger()).calls).reduce((sum, many) => sum + many, 0)
    const before = await calls()
    await insertJobs(stage.pool, jobs, 'queued')
    // The outage begins for everybody at once: on a slow machine some would else have tried again before it is known.
    if (!isBroken) await until(() => isOpen(stage), OPEN_MS)
    for (let minute = 0; minute < MINUTES || (isBroken && minute < CONTROL_MINUTES); minute++) {
      if (isBroken && (await mostTries(stage, jobs)) > ATTEMPTS) break
      await pause(MINUTE_MS)
      await bringForward(stage.pool, jobs)
      for (let probe = 0; probe < PROBES_A_MINUTE; probe++) await skipCircuit(stage.pool)
    }
    const made = (await calls()) - before
    await stage.provider.misbehave([])
    const isDone = async () => {
      if ((await countIn(stage.pool, jobs, FINAL)) === jobs.length) return true
      await skipCircuit(stage.pool)
      await bringForward(stage.pool, jobs)
      return false
    }
    // Proof by what was tried, not by what was not done in time.
    if (isBroken) {
      const most = await mostTries(stage, jobs)
      return { ...nothing(jobs.length), faults: most > ATTEMPTS ? [tooMany(most)] : [] }
    }
    const took = await until(isDone, ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, jobs)
    if (took === null) outcome.faults.push('not all jobs were final in time')
    else outcome.recoveries.push(took)
    if (made > UNDER_WAY + MINUTES * PROBES_A_MINUTE)
      outcome.faults.push(`${made} calls in ${MINUTES} minutes of outage`)
    const most = await mostTries(stage, jobs)
    if (most > ATTEMPTS) outcome.faults.push(tooMany(most))
    return outcome
  },
}

const tooMany = (most: number) => `a job used ${most} tries`

async function mostTries({ pool }: Stage, jobs: readonly ChaosJob[]): Promise<number> {
  const { rows } = await pool.query<{ most: number }>(
    'select max("attempts")::int as "most" from "Job" where "id" = any($1::uuid[])',
    [idsOf(jobs)],
  )
  return rows[0]?.most ?? 0
}

/** Whether somebody has noticed by now that the provider is away. */
async function isOpen({ pool }: Stage): Promise<boolean> {
  return (await pool.query('select from "Circuit" where "openedAt" is not null')).rowCount === 1
}
