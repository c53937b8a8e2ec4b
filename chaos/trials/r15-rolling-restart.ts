import { type Shot, sender, shot } from '../callbacks'
import { castJobs, countIn, FINAL, insertJobs } from '../jobs'
import { judgeSubmissions, lostAcks } from '../judge'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const CONNECTIONS = 16
const EXIT_MS = 25_000
const ALL_FINAL_MS = 120_000
/** So that something is always under way when a process is told to stop. */
const DELAY_MS = 150
/** What the balancer has passed on is with the process by then, and not yet answered. */
const DRAIN_MS = 400
const HANDS_OVER_MS = 500

export const r15: Trial = {
  promise: 'R15',
  words: 'rolling restart of 2 webs and 2 workers under load',
  control: 'exit on SIGTERM',
  isAlone: true,
  async run(stage, { isSmall, isBroken, dice }) {
    const preload = isBroken ? [mutant('exit-on-term')] : []
    const waiting = castJobs(dice.named('waiting'), isSmall ? 50 : 500)
    const queued = castJobs(dice.named('queued'), isSmall ? 20 : 200, waiting.length)
    await insertJobs(stage.pool, waiting, 'processing')
    const webs = await Promise.all([stage.startWeb({ preload }), stage.startWeb({ preload })])
    const workers = await Promise.all([stage.startWorker({ preload }), stage.startWorker({ preload })])
    stage.serve(webs)
    stage.toDatabase.weather.delayMs = DELAY_MS
    await insertJobs(stage.pool, queued, 'queued')

    const acknowledged: Shot[] = []
    const wrong: number[] = []
    // A connection for each: a kept one would go on leading to the process that is about to stop.
    const { send, close } = sender(stage.front.port, CONNECTIONS, true)
    let isOver = false
    let nth = 0
    const lane = async () => {
      while (!isOver) {
        const one = shot(dice.pick(waiting), '0840', ++nth)
        const { status } = await send(one)
        if (status === 200) acknowledged.push(one)
        else if (status !== 503) wrong.push(status)
      }
    }
    const load = Promise.all(Array.from({ length: CONNECTIONS }, lane))
    const slow: number[] = []
    const timed = (ms: number) => {
      if (ms > EXIT_MS) slow.push(ms)
    }
    for (const at of [0, 1]) {
      await pause(HANDS_OVER_MS)
      // As a balancer does: first it sends nothing more, then the process is told to stop.
      stage.serve(webs.filter((_, other) => other !== at))
      await pause(DRAIN_MS)
      timed((await webs[at]?.stop()) ?? 0)
      webs[at] = await stage.startWeb({ preload })
      stage.serve(webs)
      timed((await workers[at]?.stop()) ?? 0)
      workers[at] = await stage.startWorker({ preload })
    }
    await pause(HANDS_OVER_MS)
    isOver = true
    await load
    close()
    stage.toDatabase.weather.delayMs = 0

    const isDone = async () => (await countIn(stage.pool, queued, FINAL)) === queued.length
    const took = await until(isDone, isBroken ? 5_000 : ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, queued)
    if (took === null) outcome.faults.push('not all jobs were final in time')
    outcome.trials += acknowledged.length
    outcome.losses += await lostAcks(stage, acknowledged)
    if (wrong.length > 0)
      outcome.faults.push(`${wrong.length} callbacks were answered ${[...new Set(wrong)].join(', ')}`)
    if (slow.length > 0) outcome.faults.push(`${slow.length} processes took longer than 25 s to stop`)
    return outcome
  },
}
