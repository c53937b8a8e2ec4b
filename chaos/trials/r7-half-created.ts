import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { insertCaptures } from '../captures'
import { operatorOf } from '../jobs'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { pause } from '../wait'

const READY_MS = 60_000
/** A transaction takes some milliseconds; killed within these, some are always under way. */
const LIVES_MS = 250
const halvesSchema = z.tuple([z.object({ halves: z.number(), jobs: z.number() })])

export const r7: Trial = {
  promise: 'R7',
  words: 'submitting processes killed at random: half-created jobs',
  control: 'no transaction',
  async run(stage, { isSmall, isBroken, dice }) {
    const operatorId = await operatorOf(stage.pool)
    const captures = await insertCaptures(stage.pool, operatorId, isSmall ? 60 : 500, false)
    const outcome = nothing(captures.length)
    const made: string[] = []
    const lives = isSmall ? 4 : 12
    for (let life = 0; life < lives; life++) {
      const share = captures.slice((life * captures.length) / lives, ((life + 1) * captures.length) / lives)
      const victim = startVictim(stage, isBroken ? mutant('no-transaction') : null)
      victim.lines((line) => {
        if (line.startsWith('made ')) made.push(line.slice(5))
      })
      await victim.ready
      victim.submit({ operatorId, captureIds: share })
      // The first submission warms the process up; the rest go on while the dice decide when it ends.
      await victim.begun
      await pause(dice.below(LIVES_MS))
      await victim.kill()
    }
    const { rows } = await stage.pool.query(HALVES, [captures])
    const [{ halves, jobs }] = halvesSchema.parse(rows)
    outcome.losses = halves + (await missing(stage, made))
    if (jobs === 0) outcome.faults.push('no job was made at all')
    return outcome
  },
}

/** Whatever is there without what belongs to it: job, history, wake-up, used capture, enrollee. */
const HALVES = `
  with mine as (select * from "Job" where "captureId" = any($1::uuid[])), halves as (
    select "id" from mine
     where not exists (select from "JobEvent" where "jobId" = mine."id" and "kind" = 'queued')
        or not exists (select from "JobEvent" where "jobId" = mine."id" and "kind" = 'captured')
        or not exists (select from graphile_worker.jobs as bell where bell."key" = 'job:' || mine."id")
        or not exists (select from "Capture" where "id" = mine."captureId" and "submittedAt" is not null)
    union all
    select "id" from "Capture" as capture where "id" = any($1::uuid[]) and "submittedAt" is not null
       and not exists (select from mine where mine."captureId" = capture."id")
    union all
    select "id" from "Enrollee" as enrollee
     where not exists (select from "Job" where "enrolleeId" = enrollee."id")
    union all
    select null::uuid from graphile_worker.jobs as bell
     where bell."key" like 'job:%' and not exists (select from "Job" where 'job:' || "id" = bell."key")
  )
  select (select count(*)::int from halves) as "halves", (select count(*)::int from mine) as "jobs"`

async function missing({ pool }: Stage, made: readonly string[]): Promise<number> {
  const { rows } = await pool.query('select "id" from "Job" where "id" = any($1::uuid[])', [made])
  return made.length - rows.length
}

function startVictim({ env }: Stage, preload: string | null) {
  const imports = ['tsx', ...(preload ? [preload] : [])].flatMap((file) => ['--import', file])
  const child = spawn(process.execPath, [...imports, '--conditions=react-server', 'chaos/submitter.ts'], {
    env: { PATH: process.env.PATH ?? '', ...env, NODE_ENV: 'test' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const heard = createInterface({ input: child.stdout })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const says = (start: string) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the submitter never said ${start}`)), READY_MS)
      heard.on('line', (line) => {
        if (!line.startsWith(start)) return
        clearTimeout(late)
        resolve()
      })
    })
  return {
    ready: says('Ready'),
    begun: says('made'),
    lines: (hear: (line: string) => void) => heard.on('line', hear),
    submit: (order: object) => child.stdin.write(JSON.stringify(order)),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
