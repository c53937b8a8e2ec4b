import { balance, health } from '../balancer'
import { type Answer, type Shot, sender, shot } from '../callbacks'
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
/** The balancer asks every 200 ms, hears after two seconds at most, and believes the second bad answer. */
const DRAIN_S = 10
const HANDS_OVER_MS = 500
const READY_MS = 30_000

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
    const startWeb = () => stage.startWeb({ preload, env: { KIOO_DRAIN_S: String(DRAIN_S) } })
    const webs = await Promise.all([startWeb(), startWeb()])
    const workers = await Promise.all([stage.startWorker({ preload }), stage.startWorker({ preload })])
    // A door that is closed too early must not be hidden by trying the other one.
    stage.front.weather.isForgiving = false
    let serving = 0
    const balancer = balance(
      () => webs,
      (ready) => {
        serving = ready.length
        // Where none answers in time, the last that did are asked on.
        if (ready.length > 0) stage.serve(ready)
      },
    )
    const allServe = async () => (await until(() => serving === webs.length, READY_MS)) !== null
    const faults = (await allServe()) ? [] : ['the portals were not ready']
    stage.toDatabase.weather.delayMs = DELAY_MS
    await insertJobs(stage.pool, queued, 'queued')

    const acknowledged: Shot[] = []
    const wrong: number[] = []
    // Half of them keep their connections, as balancers do; the others come anew each time.
    const senders = [sender(stage.front.port, CONNECTIONS / 2), sender(stage.front.port, CONNECTIONS / 2, true)]
    let isOver = false
    let nth = 0
    const lane = async (send: (one: Shot) => Promise<Answer>) => {
      while (!isOver) {
        const one = shot(dice.pick(waiting), '0840', ++nth)
        const { status } = await send(one)
        if (status === 200) acknowledged.push(one)
        else if (status !== 503) wrong.push(status)
      }
    }
    const load = Promise.all(
      senders.flatMap(({ send }) => Array.from({ length: CONNECTIONS / senders.length }, () => lane(send))),
    )
    const slow: number[] = []
    const timed = (ms: number) => {
      if (ms > EXIT_MS) slow.push(ms)
    }
    for (const at of [0, 1]) {
      await pause(HANDS_OVER_MS)
      const leaving = webs[at]
      if (!leaving) continue
      const stopped = leaving.stop()
      // It says so while it still answers: to the balancer, and to whoever the balancer has sent meanwhile.
      const saidSo = await until(async () => (await health(leaving.port, 'ready')) === 503, DRAIN_S * 1_000)
      if (saidSo === null) faults.push('a portal that was stopped did not say so before it closed its door')
      else if ((await health(leaving.port, 'live')) !== 200) faults.push('a portal that is leaving did not answer')
      timed(await stopped)
      webs[at] = await startWeb()
      if (!(await allServe())) faults.push('a portal that was started again was not ready')
      timed((await workers[at]?.stop()) ?? 0)
      workers[at] = await stage.startWorker({ preload })
    }
    await pause(HANDS_OVER_MS)
    isOver = true
    await load
    await balancer.stop()
    for (const { close } of senders) close()
    stage.toDatabase.weather.delayMs = 0

    const isDone = async () => (await countIn(stage.pool, queued, FINAL)) === queued.length
    const took = await until(isDone, isBroken ? 5_000 : ALL_FINAL_MS)
    const outcome = await judgeSubmissions(stage, queued)
    outcome.faults.push(...faults)
    if (took === null) outcome.faults.push('not all jobs were final in time')
    outcome.trials += acknowledged.length
    outcome.losses += await lostAcks(stage, acknowledged)
    if (acknowledged.length === 0) outcome.faults.push('no callback was taken at all')
    if (wrong.length > 0)
      outcome.faults.push(`${wrong.length} callbacks were answered ${[...new Set(wrong)].join(', ')}`)
    if (slow.length > 0) outcome.faults.push(`${slow.length} processes took longer than 25 s to stop`)
    return outcome
  },
}
