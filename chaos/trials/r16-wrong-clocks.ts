import { z } from 'zod'
import { DATABASE_SKEW_MAX_MS } from '@/lib/domain/health'
import { delivered, sender, shot } from '../callbacks'
import { type ChaosJob, castJobs, countIn, FINAL, idsOf, insertJobs } from '../jobs'
import { judgeSubmissions } from '../judge'
import { mutant, testPreload } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const TEN_MINUTES = 10 * 60_000
const CONNECTIONS = 8
const ALL_FINAL_MS = 90_000
/** Longer than a sweep takes to come round: a lease that is too short is found out. */
const UPLOAD_MS = 9_000
/** A database that answers slowly for a moment tells no time. */
const SKEW_TRIES = 30
const SKEW_AGAIN_MS = 500

const readySchema = z.object({ parts: z.object({ clock: z.object({ databaseSkewMs: z.number().nullable() }) }) })
const countSchema = z.tuple([z.object({ count: z.int() })])

const clock = (offsetMs: number, more: readonly string[] = []) => ({
  preload: [testPreload('wrong-clock'), ...more],
  env: { CLOCK_OFFSET_MS: String(offsetMs), NODE_ENV: 'test' },
})

export const r16: Trial = {
  promise: 'R16',
  words: 'clocks of workers and a portal wrong by 10 minutes',
  control: 'leases by own clock',
  // Where the portal's clock is right, its callbacks are stale when they come: set aside, and the status is read.
  providerClockMs: TEN_MINUTES,
  async run(stage, { isSmall, isBroken, dice }) {
    const jobs = castJobs(dice.named('jobs'), isSmall ? 8 : 40)
    const broken = isBroken ? [mutant('leases-by-own-clock')] : []
    const [right, fast] = await Promise.all([
      stage.startWeb(),
      stage.startWeb(clock(TEN_MINUTES)),
      stage.startWorker(clock(-TEN_MINUTES, broken)),
      stage.startWorker(clock(isBroken ? -TEN_MINUTES : TEN_MINUTES, broken)),
    ])
    stage.serve([right])
    await stage.provider.misbehave([{ fault: 'slow', at: 'upload', ms: UPLOAD_MS }])
    await insertJobs(stage.pool, jobs, 'queued')
    const took = await until(async () => (await countIn(stage.pool, jobs, FINAL)) === jobs.length, ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, jobs)
    if (!(await haveStale(stage, jobs))) outcome.faults.push('no callback was found to be stale')
    // What is signed by the right time is old to the portal whose clock is fast: kept all the same.
    outcome.losses += jobs.length - (await keptOf(stage, jobs, fast.port))
    if ((await skewOf(right.port)) > DATABASE_SKEW_MAX_MS)
      outcome.faults.push('the portal whose clock is right says that it is wrong')
    if ((await skewOf(fast.port)) <= DATABASE_SKEW_MAX_MS)
      outcome.faults.push('the portal whose clock is wrong does not say so')
    if (took === null) outcome.faults.push('not all jobs were final in time')
    if ((await takenAway(stage, jobs)) > 0) outcome.faults.push('a job was taken from a worker that held it')
    // Two at a time on one job may begin its upload twice.
    const { entries } = await stage.provider.ledger()
    const users = new Set(jobs.map(({ userId }) => userId))
    outcome.duplicates += entries.filter(({ userId, uploads }) => users.has(userId) && uploads > 1).length
    return outcome
  },
}

/** How many of the jobs somebody else found in mid-upload, whose worker was alive. */
async function takenAway({ pool }: Stage, jobs: readonly ChaosJob[]): Promise<number> {
  const { rows } = await pool.query(
    `select count(distinct "jobId")::int as "count" from "JobEvent" where "jobId" = any($1::uuid[]) and "kind" = 'unsure' and "detail"->>'cause' = 'stopped'`,
    [idsOf(jobs)],
  )
  return countSchema.parse(rows)[0].count
}

/** Whether any of the jobs has a callback that was found to be stale. */
async function haveStale({ pool }: Stage, jobs: readonly ChaosJob[]): Promise<boolean> {
  const { rows } = await pool.query(
    `select count(*)::int as "count" from "Callback" where "jobId" = any($1::uuid[]) and "state" = 'stale'`,
    [idsOf(jobs)],
  )
  return countSchema.parse(rows)[0].count > 0
}

/** Of how many jobs the callback that was sent to this portal just now, one for each, is in the database. */
async function keptOf({ pool }: Stage, jobs: readonly ChaosJob[], port: number): Promise<number> {
  const { rows: before } = await pool.query<{ id: string }>(`select "id" from "Callback"`)
  const { send, close } = sender(port, CONNECTIONS)
  await Promise.all(
    jobs.map((job) => {
      const one = shot(job, '0840')
      return delivered(() => send(one))
    }),
  )
  close()
  const { rows } = await pool.query(
    `select count(distinct "jobId")::int as "count" from "Callback" where "jobId" = any($1::uuid[]) and "id" <> all($2::uuid[])`,
    [idsOf(jobs), before.map(({ id }) => id)],
  )
  return countSchema.parse(rows)[0].count
}

/** How far the portal says that its clock and the database's are apart. Milliseconds. */
async function skewOf(port: number): Promise<number> {
  for (let tries = 0; tries < SKEW_TRIES; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`)
    const { databaseSkewMs } = readySchema.parse(await answer.json()).parts.clock
    if (databaseSkewMs !== null) return Math.abs(databaseSkewMs)
    await pause(SKEW_AGAIN_MS)
  }
  throw new Error('the portal does not know its skew')
}
