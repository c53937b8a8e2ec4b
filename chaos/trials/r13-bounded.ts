import { refusedPictures } from '@/scripts/testing/hostile-pictures'
import { inLanes } from '@/scripts/testing/lanes'
import { sender, shot } from '../callbacks'
import { huge, picture, slow, zipped } from '../hostile'
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

export const r13: Trial = {
  promise: 'R13',
  words: 'slow senders, bodies of 100 MB, bombs: memory, honest callbacks',
  control: 'no limits',
  async run(stage, { isSmall, isBroken, dice }) {
    const web = await stage.startWeb({ preload: isBroken ? [mutant('no-limits')] : [] })
    stage.serve([web])
    const jobs = castJobs(dice.named('jobs'), 50)
    await insertJobs(stage.pool, jobs, 'processing')
    const [person] = await insertPeople(stage.pool, 1)
    if (!person) throw new Error('nobody')
    const pictures = await refusedPictures()
    const { send, close } = sender(web.port, 8)
    let nth = 0
    const outcome = nothing(0)
    const honest = async () => {
      const took: number[] = []
      await inLanes(8, Array.from({ length: HONEST }), async () => {
        const { status, ms } = await send(shot(dice.pick(jobs), '0840', ++nth))
        outcome.trials += 1
        if (status === 200) took.push(ms)
        else outcome.losses += 1
      })
      return quantile(took, 0.99) ?? 0
    }
    await honest()
    const calm = await honest()
    const before = web.memory()
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, web.memory())
    }, 50)

    const sockets = Array.from({ length: isSmall ? 100 : 500 }, () => slow(web.port))
    await pause(500)
    const many = Array.from({ length: isSmall ? 4 : 12 }, (_, at) => at % 2 === 0)
    const wrong: string[] = []
    const flood = Promise.all([
      ...many.map((isChunked) => huge(web.port, isChunked)),
      ...many.map(async () => {
        if ((await zipped(web.port)) === 200) wrong.push('a zipped body: 200')
      }),
      inLanes(4, pictures, async ({ name, bytes }) => {
        const status = await picture(web.port, stage.env.KIOO_URL ?? '', person, bytes)
        if (status < 400 || status >= 500) wrong.push(`${name}: ${status}`)
      }),
    ])
    const stormy = await honest()
    await flood
    await pause(500)
    clearInterval(watch)
    for (const socket of sockets) socket.destroy()
    close()
    const rise = peak - before
    for (const answer of wrong) outcome.faults.push(`not refused: ${answer}`)
    if (rise > RISE_MAX) outcome.faults.push(`memory rose by ${Math.round(rise / MEGABYTE)} MB`)
    // In small, two hundred callbacks beside other tests tell nothing about a p99.
    if (!isSmall && stormy > Math.max(P99_FACTOR * calm, UNNOTICED_MS))
      outcome.faults.push(`p99 of honest callbacks: ${Math.round(stormy)} ms, before ${Math.round(calm)} ms`)
    return outcome
  },
}
