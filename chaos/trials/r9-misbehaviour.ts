import { z } from 'zod'
import { SUBMIT_TRIES } from '@/lib/domain/schedule'
import { skipCircuit } from '../circuit'
import { bringForward, type ChaosJob, castJobs, countIn, FINAL, idsOf, insertJobs } from '../jobs'
import { judgeSubmissions, nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const ALL_FINAL_MS = 120_000
const CONTROL_MS = 60_000
const ROUND_MS = 400

type Rules = Parameters<Stage['provider']['misbehave']>[0]
type Rule = NonNullable<Rules>[number]

/** Each happens to a job of its own, the first time or two; the job gets there all the same. */
const passing: readonly Rule[] = [
  { fault: 'slow', at: 'reserve', ms: 800 },
  { fault: 'rate-limited', at: 'reserve', first: 2 },
  { fault: 'rate-limited', at: 'upload', first: 1 },
  { fault: 'error', at: 'reserve', first: 2 },
  { fault: 'error', at: 'upload', first: 1 },
  { fault: 'unavailable', at: 'reserve', first: 2 },
  { fault: 'unavailable', at: 'status', first: 2 },
  { fault: 'empty', at: 'reserve', first: 1 },
  { fault: 'empty', at: 'status', first: 1 },
  { fault: 'html', at: 'reserve', first: 1 },
  { fault: 'html', at: 'status', first: 1 },
  { fault: 'garbage', at: 'reserve', first: 1 },
  { fault: 'garbage', at: 'status', first: 1 },
  { fault: 'huge-answer', at: 'reserve', first: 1 },
  { fault: 'reset', at: 'reserve', first: 2 },
  { fault: 'reset', at: 'upload', first: 1 },
  { fault: 'answer-lost', at: 'reserve', first: 1 },
  { fault: 'answer-lost', at: 'upload', first: 1 },
  { fault: 'other-host', at: 'reserve', first: 1 },
  { fault: 'early', at: 'reserve' },
  { fault: 'early', at: 'upload' },
  { fault: 'drip', at: 'status', ms: 5, first: 1 },
  { fault: 'wrongly-signed' },
  { fault: 'zone-less' },
  { fault: 'unknown-code' },
  { fault: 'fraud' },
  { fault: 'two-finals' },
  { fault: 'provisional-after-final', ms: 300 },
  { fault: 'five-times' },
  { fault: 'huge-callback' },
  { fault: 'unknown-keys' },
  { fault: 'slow-callback', ms: 500 },
]
/** A byte a second: the call is given up after its 15 s, so it is for the full run alone. */
const slowLoris: Rule = { fault: 'drip', at: 'reserve', first: 1 }
/** One that never gets better ends with a person. */
const lasting: Rule = { fault: 'error', at: 'reserve' }

export const r9: Trial = {
  promise: 'R9',
  words: 'every misbehaviour of the provider',
  control: 'any answer is a success',
  async run(stage, { isSmall, isBroken, dice }) {
    const rules = [...passing, ...(isSmall ? [] : [slowLoris])]
    const jobs = castJobs(dice.named('jobs'), rules.length)
    const [hopeless] = castJobs(dice.named('hopeless'), 1, jobs.length)
    if (!hopeless) throw new Error('no job')
    const [web] = await Promise.all([
      stage.startWeb(),
      stage.startWorker({ preload: isBroken ? [mutant('any-answer-will-do')] : [] }),
    ])
    stage.serve([web])
    const of = (rule: Rule, { userId }: ChaosJob) => ({ ...rule, userId })
    await stage.provider.misbehave([
      ...rules.flatMap((rule, at) => (jobs[at] ? of(rule, jobs[at]) : [])),
      of(lasting, hopeless),
    ])
    const all = [...jobs, hopeless]
    await insertJobs(stage.pool, all, 'queued')
    // The control is caught by uploads it believes in and the provider knows nothing of, not by how long it takes.
    if (isBroken) {
      await until(async () => (await believed(stage, jobs)) > 0, CONTROL_MS)
      return { ...nothing(all.length), losses: await believed(stage, jobs) }
    }
    const isDone = async () =>
      (await countIn(stage.pool, jobs, FINAL)) === jobs.length &&
      (await countIn(stage.pool, [hopeless], ['failed'])) === 1
    // A fake clock: nobody learns anything from waiting for the schedule's minutes and hours.
    const deadline = Date.now() + ALL_FINAL_MS
    while (!(await isDone()) && Date.now() < deadline) {
      await pause(ROUND_MS)
      await skipCircuit(stage.pool)
      await bringForward(stage.pool, all)
    }
    const outcome = await judgeSubmissions(stage, jobs)
    outcome.trials = all.length
    const { state, attempts } = await readOne(stage, hopeless)
    if (state !== 'failed') outcome.faults.push(`the hopeless job is ${state}, and nobody is told`)
    if (attempts > SUBMIT_TRIES) outcome.faults.push(`the hopeless job was tried ${attempts} times`)
    return outcome
  },
}

/** How many jobs count as uploaded of which no zip has arrived. */
async function believed({ pool, provider }: Stage, jobs: readonly ChaosJob[]): Promise<number> {
  const { entries } = await provider.ledger()
  const arrived = new Set(entries.filter(({ zips }) => zips > 0).map(({ jobId }) => jobId))
  const { rows } = await pool.query<{ id: string }>(
    `select "id" from "Job" where "id" = any($1::uuid[]) and "phase" = 'uploaded'`,
    [idsOf(jobs)],
  )
  return rows.filter(({ id }) => !arrived.has(id)).length
}

async function readOne({ pool }: Stage, job: ChaosJob): Promise<{ state: string; attempts: number }> {
  const { rows } = await pool.query('select "state"::text, "attempts" from "Job" where "id" = any($1::uuid[])', [
    idsOf([job]),
  ])
  return z.tuple([z.object({ state: z.string(), attempts: z.number() })]).parse(rows)[0]
}
