import { fork } from 'node:child_process'
import type { z } from 'zod'
import { inLanes } from '@/scripts/testing/lanes'
import { delivered, sender, shot } from '../callbacks'
import { type FloodOrder, floodNewsSchema } from '../flood'
import { castJobs, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import { quantile } from '../table'
import type { Trial } from '../trial'
import { insertPeople } from '../visits'
import { pause } from '../wait'

const MEGABYTE = 1024 * 1024
const RISE_MAX = 200 * MEGABYTE
/** Honest callbacks may take twice as long as before; what nobody notices does not count. */
const P99_FACTOR = 2
const UNNOTICED_MS = 100
const HONEST = 200
/** Calm and storm by turns: what else this machine does for a moment shall not decide. */
const ROUNDS = 5
const WARM_UPS = 5
/** Five hundred senders that are suddenly gone are cleared away. */
const SETTLE_MS = 1_500

export const r13: Trial = {
  promise: 'R13',
  words: 'slow senders, bodies of 100 MB, bombs: memory, honest callbacks',
  control: 'no limits',
  isAlone: true,
  async run(stage, { isSmall, isBroken, dice }) {
    const web = await stage.startWeb({ preload: isBroken ? [mutant('no-limits')] : [] })
    stage.serve([web])
    const jobs = castJobs(dice.named('jobs'), 50)
    await insertJobs(stage.pool, jobs, 'processing')
    const [person] = await insertPeople(stage.pool, 1)
    if (!person) throw new Error('nobody')
    const { send, close } = sender(web.port, 8)
    let nth = 0
    const outcome = nothing(0)
    const honest = async () => {
      const took: number[] = []
      await inLanes(8, Array.from({ length: HONEST }), async () => {
        const one = shot(dice.pick(jobs), '0840', ++nth)
        const { status, ms } = isSmall ? await delivered(() => send(one)) : await send(one)
        outcome.trials += 1
        if (status === 200) took.push(ms)
        else outcome.losses += 1
      })
      return quantile(took, 0.99) ?? 0
    }
    // Its heap grows by honest work too: that is not what is measured.
    for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) await honest()
    const [calm, storm]: [number[], number[]] = [[], []]
    const wrong: string[] = []
    let rise = 0
    for (let round = 0; round < (isSmall ? 1 : ROUNDS); round++) {
      calm.push(await honest())
      const before = web.memory()
      const watch = setInterval(() => {
        rise = Math.max(rise, web.memory() - before)
      }, 50)
      const flooder = await startFlooder()
      const flood = flooder.start({
        port: web.port,
        origin: stage.env.KIOO_URL ?? '',
        person,
        slowSenders: isSmall ? 100 : 500,
        bodies: isSmall ? 4 : 12,
      })
      await flood.open
      storm.push(await honest())
      wrong.push(...(await flood.over))
      clearInterval(watch)
      flooder.stop()
      await pause(SETTLE_MS)
    }
    close()
    for (const answer of wrong) outcome.faults.push(`not refused: ${answer}`)
    if (rise > RISE_MAX) outcome.faults.push(`memory rose by ${Math.round(rise / MEGABYTE)} MB`)
    // In small, two hundred callbacks beside other tests tell nothing about a p99.
    if (!isSmall && middle(storm) > Math.max(P99_FACTOR * middle(calm), UNNOTICED_MS))
      outcome.faults.push(`p99 of honest callbacks: ${rounded(storm)} ms, in calm ${rounded(calm)} ms`)
    return outcome
  },
}

const middle = (some: readonly number[]) => quantile(some, 0.5) ?? 0
const rounded = (some: readonly number[]) => some.map(Math.round).join(', ')

async function startFlooder() {
  const child = fork('chaos/flooder.ts', { execArgv: ['--import', 'tsx', '--conditions=react-server'] })
  const hears = <K extends News['kind']>(kind: K) =>
    new Promise<Extract<News, { kind: K }>>((resolve, reject) => {
      const ended = () => reject(new Error('the flooder ended'))
      child.once('exit', ended)
      child.on('message', (message) => {
        const news = floodNewsSchema.parse(message)
        if (!isKind(news, kind)) return
        child.off('exit', ended)
        resolve(news)
      })
    })
  await hears('ready')
  return {
    start(order: FloodOrder) {
      const [open, over] = [hears('open'), hears('over')]
      child.send(order)
      return { open, over: over.then(({ wrong }) => wrong) }
    },
    stop: () => child.kill('SIGKILL'),
  }
}

type News = z.output<typeof floodNewsSchema>

function isKind<K extends News['kind']>(news: News, kind: K): news is Extract<News, { kind: K }> {
  return news.kind === kind
}
