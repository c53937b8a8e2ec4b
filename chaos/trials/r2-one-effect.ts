import { inLanes } from '@/scripts/testing/lanes'
import { delivered, type Shot, sender, shot } from '../callbacks'
import type { Dice } from '../dice'
import { type ChaosJob, castJobs, countIn, FINAL, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { judgedBefore } from '../judged-before'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { until } from '../wait'

const CONNECTIONS = 16
const TIMES = 5
const CONTROL_FROM = 1_000_000
const SETTLE_MS = 120_000

const count = (isSmall: boolean) => (isSmall ? 60 : 2_000)
/** One in four is rejected. */
const codeOf = ({ number }: ChaosJob) => (number % 4 === 0 ? '0841' : '0840')
/** The control's have numbers of their own: both lie with the same provider. */
const cast = (dice: Dice, isSmall: boolean, isBroken: boolean) =>
  castJobs(dice.named('jobs'), count(isSmall), isBroken ? CONTROL_FROM : 0)

export const r2: Trial = {
  promise: 'R2',
  words: 'callbacks five times each, shuffled, 16 connections, 2 webs',
  control: 'no unique index',
  journal: (isSmall, dice) => [
    ...judgedBefore(cast(dice(false), isSmall, false), codeOf),
    ...judgedBefore(cast(dice(true), true, true), codeOf),
  ],
  async run(stage, { isSmall, isBroken, dice }) {
    const preload = isBroken ? [mutant('no-unique-content')] : []
    if (isBroken) await stage.pool.query('drop index "Callback_jobId_contentHash_key"')
    const [one, other] = await Promise.all([
      stage.startWeb({ preload }),
      stage.startWeb({ preload }),
      stage.startWorker(),
    ])
    stage.serve([one, other])
    const jobs = cast(dice, isSmall, isBroken)
    await insertJobs(stage.pool, jobs, 'processing')

    // Each time signed anew, as a provider that tries again does.
    const shots = dice.shuffled(Array.from({ length: TIMES }, () => jobs.map((job) => shot(job, codeOf(job)))).flat())
    const refused: Shot[] = []
    const { send, close } = sender(stage.front.port, CONNECTIONS)
    await inLanes(CONNECTIONS, shots, async (one) => {
      const { status } = await delivered(() => send(one))
      if (status !== 200) refused.push(one)
    })
    close()

    const outcome = nothing(shots.length)
    const settled = await until(async () => (await countIn(stage.pool, jobs, FINAL)) === jobs.length, SETTLE_MS)
    if (settled === null) outcome.losses += jobs.length - (await countIn(stage.pool, jobs, FINAL))
    const kept = await stage.pool.query<{ id: string; rows: number; times: number; verdicts: number; state: string }>(
      `select job."id", job."state"::text, count(callback."id")::int as "rows",
              coalesce(sum(callback."repeats" + 1), 0)::int as "times",
              (select count(*)::int from "JobEvent" where "jobId" = job."id" and "kind" = 'verdict') as "verdicts"
         from "Job" as job left join "Callback" as callback on callback."jobId" = job."id"
        where job."id" = any($1::uuid[]) group by job."id"`,
      [jobs.map(({ id }) => id)],
    )
    const byId = new Map(kept.rows.map((row) => [row.id, row]))
    outcome.losses += refused.length
    for (const job of jobs) {
      const row = byId.get(job.id)
      outcome.losses += Math.max(0, TIMES - (row?.times ?? 0))
      outcome.duplicates += Math.max(0, (row?.rows ?? 0) - 1) + Math.max(0, (row?.verdicts ?? 0) - 1)
      const right = codeOf(job) === '0840' ? 'approved' : 'rejected'
      if (row && FINAL.includes(row.state) && row.state !== right)
        outcome.faults.push(`a job is ${row.state}, not ${right}`)
    }
    return outcome
  },
}
