import { ageLeases, castJobs, countIn, FINAL, idsOf, insertJobs } from '../jobs'
import { judgeSubmissions } from '../judge'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const LEASE_S = 31
/** Twice its lease: long enough for others to have finished what it holds. */
const PAUSED_S = 60
/** Its connections stand by then: PostgreSQL gives one up that takes a minute to say who it is. */
const SETTLES_MS = 3_000
const ALL_FINAL_MS = 60_000
/** The first one is not answered before the last one is asked, on a slow machine too. */
const ANSWER_MS = 5_000
/** Long enough for the paused one to wake up while its successor is still uploading. */
const UPLOAD_MS = 6_000

export const r6: Trial = {
  promise: 'R6',
  words: 'a worker paused by SIGSTOP, overtaken, and woken',
  control: 'no fence',
  async run(stage, { isSmall, isBroken, dice }) {
    const preload = isBroken ? [mutant('no-fence')] : []
    const jobs = castJobs(dice.named('jobs'), isSmall ? 4 : 12)
    const web = await stage.startWeb()
    stage.serve([web])
    await stage.provider.misbehave([
      { fault: 'slow', at: 'reserve', ms: ANSWER_MS, first: 1 },
      { fault: 'slow', at: 'upload', ms: UPLOAD_MS },
    ])
    const mine = async () => {
      const { entries } = await stage.provider.ledger()
      return entries.filter(({ userId }) => jobs.some((job) => job.userId === userId))
    }
    // All of them at once, so that it is paused with each in the middle of a call.
    const env = { KIOO_WORKER_STEPS: String(jobs.length) }
    const [paused, successor] = await Promise.all([stage.startWorker({ preload, env }), stage.startWorker({ env })])
    // Out of the way until it is its turn.
    await pause(SETTLES_MS)
    successor.signal('SIGSTOP')
    const before = (await stage.provider.ledger()).calls.reserve ?? 0
    await insertJobs(stage.pool, jobs, 'queued')
    const asked = async () => ((await stage.provider.ledger()).calls.reserve ?? 0) - before >= jobs.length
    await until(asked, 30_000)
    paused.signal('SIGSTOP')
    // Its own reservations are in the ledger before anybody overtakes it: one that came second would be refused.
    await until(async () => (await mine()).length === jobs.length, 30_000)
    if (isSmall) await ageLeases(stage.pool, jobs, LEASE_S)
    else await pause(PAUSED_S * 1000)
    successor.signal('SIGCONT')
    const overtaken = await until(async () => {
      const entries = await mine()
      return entries.length === jobs.length && entries.every(({ reservations }) => reservations > 1)
    }, 30_000)
    paused.signal('SIGCONT')

    const took = await until(async () => (await countIn(stage.pool, jobs, FINAL)) === jobs.length, ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, jobs)
    if (overtaken === null) outcome.faults.push('the paused worker was not overtaken')
    if (took === null) outcome.faults.push('not all jobs were final in time')
    // Whoever was overtaken stops before any further call: each zip was begun once.
    outcome.duplicates += (await mine()).filter(({ uploads }) => uploads > 1).length
    // And writes nothing: with a provider this well nobody puts a job off or is unsure of it.
    const { rowCount } = await stage.pool.query(
      `select from "JobEvent" where "jobId" = any($1::uuid[]) and "kind" in ('put_off', 'unsure', 'failed')`,
      [idsOf(jobs)],
    )
    outcome.duplicates += rowCount ?? 0
    return outcome
  },
}
