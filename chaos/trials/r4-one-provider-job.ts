import { ageDoubts, ageLeases, castJobs, countIn, FINAL, insertJobs } from '../jobs'
import { judgeSubmissions } from '../judge'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const KILL_EVERY_MS = 2_000
/** Each way: a killed worker leaves calls that are still on the wire. */
const DELAY_MS = 20
const ALL_FINAL_MS = 300_000
const CONTROL_MS = 60_000
/** Longer than a lease: a fake clock for the small run, where waiting proves nothing. So for uploads in doubt. */
const LEASE_S = 31

export const r4: Trial = {
  promise: 'R4',
  words: 'submissions, a worker killed every 2 s',
  control: 'a new job_id each try',
  async run(stage, { isSmall, isBroken, dice }) {
    const preload = isBroken ? [mutant('fresh-job-ids')] : []
    const jobs = castJobs(dice.named('jobs'), isSmall ? 60 : 1_000)
    const start = () => stage.startWorker({ preload })
    const [web, ...workers] = await Promise.all([stage.startWeb(), start(), start()])
    stage.serve([web])
    stage.toProvider.weather.delayMs = DELAY_MS
    await insertJobs(stage.pool, jobs, 'queued')

    let isOver = false
    let kills = 0
    const killing = (async () => {
      while (!isOver) {
        await pause(isSmall ? KILL_EVERY_MS / 2 : KILL_EVERY_MS)
        if (isOver || (isSmall && kills >= 3)) continue
        // A lease whose holder lives must not be aged: in small, all of them die.
        const falling = isSmall ? [...workers.keys()] : [dice.below(workers.length)]
        await Promise.all(falling.map((at) => workers[at]?.kill()))
        kills += 1
        if (isSmall) await ageLeases(stage.pool, jobs, LEASE_S)
        for (const at of falling) workers[at] = await start()
      }
    })()
    // Awaited below; a failure before that must not end the whole run.
    killing.catch(() => undefined)
    const isDone = async () => {
      if (isSmall) await ageDoubts(stage.pool, jobs)
      return (await countIn(stage.pool, jobs, FINAL)) === jobs.length
    }
    // The control is caught by a second job at the provider, not by how long it takes.
    const isTwice = async () => (await judgeSubmissions(stage, jobs)).duplicates > 0
    const took = await until(isBroken ? isTwice : isDone, isBroken ? CONTROL_MS : ALL_FINAL_MS)
    isOver = true
    await killing
    const outcome = await judgeSubmissions(stage, jobs)
    if (isBroken) return { ...outcome, losses: 0 }
    if (took === null) outcome.faults.push('not all jobs were final in time')
    if (kills === 0) outcome.faults.push('no worker was killed')
    return outcome
  },
}
