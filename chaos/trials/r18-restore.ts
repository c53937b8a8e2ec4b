import { castJobs, countIn, FINAL, insertJobs } from '../jobs'
import { judgeSubmissions } from '../judge'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { until } from '../wait'

const ALL_FINAL_MS = 90_000
const CONTROL_MS = 60_000

export const r18: Trial = {
  promise: 'R18',
  words: 'restored from a backup while the provider is ahead',
  control: 'a new job_id each try',
  isAlone: true,
  async run(stage, { isSmall, isBroken, dice }) {
    const jobs = castJobs(dice.named('jobs'), isSmall ? 12 : 100)
    const before = jobs.slice(0, jobs.length / 2)
    const after = jobs.slice(jobs.length / 2)
    const allFinal = (some: typeof jobs) =>
      until(async () => (await countIn(stage.pool, some, FINAL)) === some.length, ALL_FINAL_MS)
    const work = async (some: typeof jobs) => {
      const worker = await stage.startWorker()
      const took = await allFinal(some)
      await worker.kill()
      return took
    }
    // One half is decided at the time of the backup, the other has not begun.
    await insertJobs(stage.pool, before, 'queued')
    await work(before)
    await insertJobs(stage.pool, after, 'queued')
    await stage.server.backUp()
    stage.toDatabase.aim([stage.server.port()])
    await work(jobs)
    await stage.server.restore()
    stage.toDatabase.aim([stage.server.port()])
    const forgotten = jobs.length - (await countIn(stage.pool, jobs, FINAL))

    if (isBroken) {
      // Caught by what is bought twice, not by how long it takes.
      const worker = await stage.startWorker({ preload: [mutant('fresh-job-ids')] })
      await until(async () => (await judgeSubmissions(stage, jobs)).duplicates > 0, CONTROL_MS)
      await worker.kill()
      return { ...(await judgeSubmissions(stage, jobs)), losses: 0 }
    }
    const took = await work(jobs)
    const outcome = await judgeSubmissions(stage, jobs)
    if (forgotten !== after.length)
      outcome.faults.push(`the backup had forgotten ${forgotten} jobs, not ${after.length}`)
    if (took === null) outcome.faults.push('not all jobs were final in time')
    else outcome.recoveries.push(took)
    return outcome
  },
}
