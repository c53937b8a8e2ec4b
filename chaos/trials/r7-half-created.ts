import { z } from 'zod'
import { inLanes } from '@/scripts/testing/lanes'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { insertPeople, type Person, press } from '../visits'
import { pause } from '../wait'

/** People who send at the same time. */
const AT_ONCE = 4
/** A transaction takes some milliseconds; killed within these, some are always under way. */
const LIVES_MS = 250
const AGAIN_MS = 500
const AGAIN_MAX = 10
const halvesSchema = z.tuple([z.object({ halves: z.number(), jobs: z.number() })])

export const r7: Trial = {
  promise: 'R7',
  words: 'portals killed while people submit: half-created jobs',
  control: 'no transaction',
  async run(stage, { isSmall, isBroken, dice }) {
    const people = await insertPeople(stage.pool, isSmall ? 60 : 500)
    const captures = people.map(({ captureId }) => captureId)
    const outcome = nothing(people.length)
    const acknowledged: Person[] = []
    const lives = isSmall ? 4 : 12
    for (let life = 0; life < lives; life++) {
      const share = people.slice((life * people.length) / lives, ((life + 1) * people.length) / lives)
      const web = await stage.startWeb({ preload: isBroken ? [mutant('no-transaction')] : [] })
      const send = async (person: Person) => {
        const pressed = () => press(web.port, stage.env.KIOO_URL ?? '', person)
        let status = await pressed()
        // Where a busy machine keeps the database from answering, a page is told to try again, and does.
        for (let times = 0; status === 503 && times < AGAIN_MAX; times++) {
          await pause(AGAIN_MS)
          status = await pressed()
        }
        if (status === 200) acknowledged.push(person)
        // A portal that is dead by now answers nothing; one that is alive has to take what is whole.
        else if (status !== 0 && !isBroken) outcome.faults.push(`a submission was answered ${status}`)
      }
      const [first, ...rest] = share
      // The first submission warms the process up; the rest go on while the dice decide when it ends.
      if (first) await send(first)
      const sending = inLanes(AT_ONCE, rest, send)
      await pause(dice.below(LIVES_MS))
      await web.kill()
      await sending
    }
    const { rows } = await stage.pool.query(HALVES, [captures])
    const [{ halves, jobs }] = halvesSchema.parse(rows)
    outcome.losses = halves + (await missing(stage, acknowledged))
    if (jobs === 0) outcome.faults.push('no job was made at all')
    return outcome
  },
}

/** Whatever is there without what belongs to it: job, history, wake-up, used capture, ended visit, enrollee, spent use. */
const HALVES = `
  with mine as (select * from "Job" where "captureId" = any($1::uuid[])), halves as (
    select "id" from mine
     where not exists (select from "JobEvent" where "jobId" = mine."id" and "kind" = 'queued')
        or not exists (select from "JobEvent" where "jobId" = mine."id" and "kind" = 'captured')
        or not exists (select from graphile_worker.jobs as bell where bell."key" = 'job:' || mine."id")
        or not exists (select from "Capture" where "id" = mine."captureId" and "submittedAt" is not null)
        or not exists (select from "Visit" where "id" = mine."visitId" and "state" = 'submitted')
    union all
    select "id" from "Capture" as capture where "id" = any($1::uuid[]) and "submittedAt" is not null
       and not exists (select from mine where mine."captureId" = capture."id")
    union all
    select "id" from "Visit" as visit where "state" = 'submitted'
       and not exists (select from "Job" where "visitId" = visit."id")
    union all
    select "id" from "Link" as link
     where "uses" <> (select count(*) from "Job" where "linkId" = link."id")
    union all
    select "id" from "Enrollee" as enrollee
     where not exists (select from "Job" where "enrolleeId" = enrollee."id")
    union all
    select null::uuid from graphile_worker.jobs as bell
     where bell."key" like 'job:%' and not exists (select from "Job" where 'job:' || "id" = bell."key")
  )
  select (select count(*)::int from halves) as "halves", (select count(*)::int from mine) as "jobs"`

/** Submissions that were answered with a job that is not there. */
async function missing({ pool }: Stage, acknowledged: readonly Person[]): Promise<number> {
  const ids = acknowledged.map(({ captureId }) => captureId)
  const { rows } = await pool.query('select "id" from "Job" where "captureId" = any($1::uuid[])', [ids])
  return ids.length - rows.length
}
