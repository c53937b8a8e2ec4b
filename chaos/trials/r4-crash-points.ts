import { ageDoubts, ageLeases, castJobs, countIn, FINAL, insertJobs } from '../jobs'
import { judgeSubmissions } from '../judge'
import { mutant, testPreload } from '../preloads'
import type { Trial } from '../trial'
import { until } from '../wait'

const POINTS = ['after-claim', 'after-post', 'mid-put', 'after-put', 'before-complete']
const DIES_MS = 30_000
/** An upload that nobody saw the end of is asked after for 47 s before it is sent again. */
const ALL_FINAL_MS = 120_000
/** Long enough for a sweep after each of the questions: what is not final then is not only late. */
const BROKEN_MS = 40_000
const LEASE_S = 31

export const r4CrashPoints: Trial = {
  promise: 'R4b',
  words: 'workers that die at each point of a submission',
  control: 'a new job_id each try',
  async run(stage, { isSmall, isBroken, dice }) {
    const times = isSmall ? 1 : 3
    const jobs = castJobs(dice.named('jobs'), POINTS.length * times)
    const web = await stage.startWeb()
    stage.serve([web])
    const faults: string[] = []
    for (const [at, point] of POINTS.entries()) {
      const some = jobs.slice(at * times, (at + 1) * times)
      for (const [nth, job] of some.entries()) {
        const preload = [testPreload('crash-at')]
        const worker = await stage.startWorker({ preload, env: { CRASH_AT: point, KIOO_WORKER_STEPS: '1' } })
        await insertJobs(stage.pool, [job], 'queued')
        if ((await until(() => !worker.isAlive(), DIES_MS)) === null) faults.push(`${point}: worker ${nth} did not die`)
        await worker.kill()
      }
    }
    await ageLeases(stage.pool, jobs, LEASE_S)
    await stage.startWorker({ preload: isBroken ? [mutant('fresh-job-ids')] : [] })
    const isDone = async () => {
      if (isSmall) await ageDoubts(stage.pool, jobs)
      if (isBroken && (await judgeSubmissions(stage, jobs)).duplicates > 0) return true
      return (await countIn(stage.pool, jobs, FINAL)) === jobs.length
    }
    const took = await until(isDone, isBroken ? BROKEN_MS : ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, jobs)
    if (took !== null) outcome.recoveries.push(took)
    outcome.faults.push(...faults)
    return outcome
  },
}
