import { inLanes } from '@/scripts/testing/lanes'
import { delivered, sender, shot } from '../callbacks'
import type { Dice } from '../dice'
import { castJobs, countIn, FINAL, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { judgedBefore } from '../judged-before'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { until } from '../wait'

const RIGHT_MS = 5_000
/** Beside other tests it counts only that it comes. */
const SHARING_RIGHT_MS = 30_000
const CONTROL_FROM = 1_000_000
const AT_ONCE = 4

const count = (isSmall: boolean) => (isSmall ? 4 : 40)
const cast = (dice: Dice, isSmall: boolean, isBroken: boolean) =>
  castJobs(dice.named('jobs'), count(isSmall), isBroken ? CONTROL_FROM : 0)

export const r12: Trial = {
  promise: 'R12',
  words: 'callbacks before the job is committed',
  control: 'unknown jobs dropped',
  isAlone: true,
  journal: (isSmall, dice) => [
    ...judgedBefore(cast(dice(false), isSmall, false), () => '0840'),
    ...judgedBefore(cast(dice(true), true, true), () => '0840'),
  ],
  async run(stage, { isSmall, isBroken, dice }) {
    const [web] = await Promise.all([
      stage.startWeb({ preload: isBroken ? [mutant('drop-unknown')] : [] }),
      stage.startWorker(),
    ])
    stage.serve([web])
    const jobs = cast(dice, isSmall, isBroken)
    const outcome = nothing(jobs.length)
    const rightMs = isSmall && !isBroken ? SHARING_RIGHT_MS : RIGHT_MS
    const { send, close } = sender(stage.front.port, AT_ONCE)
    await inLanes(AT_ONCE, jobs, async (job) => {
      const client = await stage.pool.connect()
      try {
        await client.query('begin')
        await insertJobs(client, [job], 'processing')
        // The race itself: the provider is quicker than our own commit.
        const early = shot(job, '0840')
        await delivered(() => send(early))
        await client.query('commit')
      } finally {
        client.release()
      }
      const right = await until(async () => (await countIn(stage.pool, [job], FINAL)) === 1, rightMs)
      if (right === null) outcome.losses += 1
      else outcome.recoveries.push(right)
    })
    close()
    return outcome
  },
}
