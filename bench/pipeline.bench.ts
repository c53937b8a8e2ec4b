// How much of a bare submission's throughput is left when the worker claims, opens, sends and writes everything down.
import { env } from '@/lib/server/env'
import { accounts } from '@/lib/server/provider'
import { inLanes } from '@/scripts/testing/lanes'
import { bareSubmission, callbackCounter } from './bare-submission'
import { acceptedAt, addJobs, keptFrames, seedCaptures } from './jobs'
import { operator } from './people'
import { printRates, printRatio } from './print'
import { type Side, takeTurns } from './rounds'
import { withStack } from './stack'

const ROUNDS = 11
/** A second's work or so: in a burst the bells' way to the worker and the last jobs' alone would weigh too much. */
const JOBS = 96
const ROUND_MS = 60_000
const GOAL = { least: 0.5 }
/**
 * How long the sandbox takes its time before it judges: longer than a round. Smile ID's judging costs Smile ID's
 * processors, and here it would be charged to whichever side is still sending.
 */
const JUDGED_AFTER_MS = 5_000

await withStack(
  async () => {
    const account = accounts().find(({ environment }) => environment === 'SANDBOX')
    if (!account) throw new Error('There is no account to submit with')
    // As many at a time as one worker has under way.
    const { KIOO_WORKER_STEPS: atOnce } = env()
    const { id: operatorId } = await operator()
    const frames = await keptFrames()
    const heard = await callbackCounter()
    let captures: string[] = []
    let bare = 0

    const pipeline: Side = {
      name: 'pipeline, to an accepted upload',
      async ready() {
        captures = await seedCaptures(operatorId, frames, JOBS)
      },
      async run() {
        const { ids, addedAt } = await addJobs(operatorId, captures)
        return (JOBS * 1000) / ((await acceptedAt(ids, ROUND_MS)) - addedAt)
      },
    }
    const floor: Side = {
      name: 'bare POST + zip + PUT',
      async run() {
        const began = performance.now()
        await inLanes(atOnce, Array.from({ length: JOBS }), () => bareSubmission(account, frames, heard.url))
        const rate = (JOBS * 1000) / (performance.now() - began)
        bare += JOBS
        // The sandbox has yet to judge these; the next round must not pay for it.
        await heard.reached(bare)
        return rate
      },
    }

    const rates = await takeTurns([pipeline, floor], ROUNDS)
    heard.close()
    const size = Math.round(frames.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1024)
    console.log(
      `  ${JOBS} jobs a round, ${atOnce} at a time on either side, ${size} kB each; the sandbox judges after the round\n`,
    )
    printRates(rates, 'jobs a second')
    printRatio(rates, pipeline, floor, GOAL)
  },
  { KIOO_SANDBOX_PROCESSING_MS: `${JUDGED_AFTER_MS}` },
)
