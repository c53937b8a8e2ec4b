import { z } from 'zod'
import { inLanes } from '@/scripts/testing/lanes'
import { type Answer, delivered, type Shot, sender, shot } from '../callbacks'
import type { Dice } from '../dice'
import { castJobs, idsOf, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { judgedBefore } from '../judged-before'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { until } from '../wait'

const CONNECTIONS = 16
const SMALL = 40
const CONTROL_FROM = 1_000_000
const SETTLE_MS = 120_000
/** The provider's own word, and what callbacks say in some order: provisional, both finals, an error, a suspicion, and one again. */
const VERDICT = '0841'
const CODES = ['0844', '0840', VERDICT, '0908', '5211', '0840']

/** Every order of the deliveries, by their places. */
function orders(places: readonly number[]): number[][] {
  if (places.length < 2) return [[...places]]
  return places.flatMap((first) => orders(places.filter((at) => at !== first)).map((rest) => [first, ...rest]))
}
const all = orders(CODES.map((_, at) => at))
const count = (isSmall: boolean) => (isSmall ? SMALL : all.length)
const cast = (dice: Dice, isSmall: boolean, isBroken: boolean) =>
  castJobs(dice.named('jobs'), count(isSmall), isBroken ? CONTROL_FROM : 0)

const endSchema = z.array(
  z.object({ id: z.uuid(), end: z.string(), repeats: z.string().nullable(), history: z.string().nullable() }),
)

/** Where a job is, what became of its callbacks, how often each came again, and what its history tells, each line once. */
const ENDS = `
  select job."id",
         concat_ws(' ', job."state"::text, job."resultCode", 'revision ' || job."revision",
           (select string_agg("resultCode" || ' ' || "state"::text, ', ' order by "resultCode")
              from "Callback" where "jobId" = job."id"),
           (select count(*) || ' verdicts' from "JobEvent" where "jobId" = job."id" and "kind" = 'verdict')) as "end",
         (select string_agg("resultCode" || ' ' || "repeats", ', ' order by "resultCode")
            from "Callback" where "jobId" = job."id") as "repeats",
         (select string_agg(distinct "kind" || ' ' || ("detail" - 'callbackId')::text, ', ' order by "kind" || ' ' || ("detail" - 'callbackId')::text)
            from "JobEvent" where "jobId" = job."id" and "kind" in ('callback', 'verdict', 'contradiction')) as "history"
    from "Job" as job where job."id" = any($1::uuid[])`

export const r3: Trial = {
  promise: 'R3',
  words: 'six callbacks that contradict each other, in any order, 2 webs',
  control: 'the last callback wins',
  journal: (isSmall, dice) => [
    ...judgedBefore(cast(dice(false), isSmall, false), () => VERDICT),
    ...judgedBefore(cast(dice(true), true, true), () => VERDICT),
  ],
  async run(stage, { isSmall, isBroken, dice }) {
    const [one, other] = await Promise.all([stage.startWeb(), stage.startWeb()])
    await stage.startWorker({ preload: isBroken ? [mutant('last-callback-wins')] : [] })
    stage.serve([one, other])
    const jobs = cast(dice, isSmall, isBroken)
    await insertJobs(stage.pool, jobs, 'processing')
    const given = dice.shuffled(all)
    const outcome = nothing(jobs.length * CODES.length)
    const refused: Answer[] = []
    // Of these some callbacks came more often than they are listed: told 503, and perhaps kept all the same.
    const cameAgain = new Set<string>()
    // Each over a connection of its own, so that a job's deliveries come to both portals by turns.
    const { send, close } = sender(stage.front.port, CONNECTIONS, true)
    await inLanes(CONNECTIONS, [...jobs.entries()], async ([at, job]) => {
      const shots: Shot[] = CODES.map((code) => shot(job, code))
      for (const place of given[at] ?? []) {
        const delivery = shots[place]
        if (!delivery) continue
        const answer = await delivered(async () => {
          const told = await send(delivery)
          if (told.status === 503) cameAgain.add(job.id)
          return told
        })
        if (answer.status !== 200) refused.push(answer)
      }
    })
    close()
    outcome.losses += refused.length
    for (const { status, ms, why = 'answered' } of refused)
      outcome.faults.push(`a delivery was not taken: ${status}, ${why} after ${Math.round(ms)} ms`)

    const ids = idsOf(jobs)
    const waiting = `select from "Callback" where "jobId" = any($1::uuid[]) and "state" = 'authentic'`
    const isSettled = async () => (await stage.pool.query(waiting, [ids])).rowCount === 0
    const settled = await until(isSettled, isBroken ? 20_000 : SETTLE_MS)
    if (settled === null) outcome.faults.push('not every callback was judged in time')
    const ends = endSchema.parse((await stage.pool.query(ENDS, [ids])).rows)
    const right = ends.filter(
      ({ end }) => end.startsWith(`rejected ${VERDICT} revision 0 `) && end.endsWith(' 1 verdicts'),
    )
    if (right.length < jobs.length)
      outcome.faults.push(`${jobs.length - right.length} jobs are not what the provider says`)
    const cameOnce = ends.filter(({ id }) => !cameAgain.has(id))
    for (const what of ['end', 'repeats', 'history'] as const) {
      const different = new Set((what === 'repeats' ? cameOnce : ends).map((row) => row[what]))
      if (different.size > 1)
        outcome.faults.push(`${different.size} different kinds of ${what}: ${[...different].slice(0, 3).join(' | ')}`)
    }
    // Two finals that differ are flagged, and neither is passed over in silence.
    const isFlagged = ends.every(({ end }) => end.includes('0840 contradicts'))
    if (!isFlagged || !cameOnce.every(({ repeats }) => repeats?.includes('0840 1')))
      outcome.faults.push('a contradiction is not flagged')
    return outcome
  },
}
