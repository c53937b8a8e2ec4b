import { type Answer, sender, shot } from '../callbacks'
import { castJobs, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const PER_SECOND = 20
const ANSWER_MS = 2_000
/** A client on a busy machine hears an answer later than it was given. */
const HEARING_MS = 500
const HEALTHY_MS = 5_000

export const r14: Trial = {
  promise: 'R14',
  words: 'database killed, then silent: clean 503s',
  control: 'no time limits',
  isAlone: true,
  async run(stage, { isSmall, isBroken, dice }) {
    const web = await stage.startWeb({ preload: isBroken ? [mutant('no-time-limits')] : [] })
    stage.serve([web])
    const jobs = castJobs(dice.named('jobs'), 20)
    await insertJobs(stage.pool, jobs, 'processing')
    const { send, close } = sender(stage.front.port, PER_SECOND * 10)
    let nth = 0
    const ask = () => send(shot(dice.pick(jobs), '0840', ++nth))
    const outcome = nothing(0)
    const isWell = async () => (await ask()).status === 200
    await until(isWell, HEALTHY_MS)

    /** So long without a database, and then with one again. */
    const without = async (seconds: number, way: string, back: () => Promise<void>) => {
      const asked: Promise<Answer>[] = []
      for (let at = 0; at < seconds * PER_SECOND; at++) {
        asked.push(ask())
        await pause(1000 / PER_SECOND)
      }
      for (const answer of await Promise.all(asked)) judge(answer, way)
      await back()
      const healthy = await until(isWell, HEALTHY_MS)
      if (healthy === null) outcome.faults.push(`${way}: not well again within ${HEALTHY_MS / 1000} s`)
      else outcome.recoveries.push(healthy)
      if (!web.isAlive()) outcome.faults.push(`${way}: the portal ended`)
    }
    const judge = ({ status, ms, retryAfter }: Answer, way: string) => {
      outcome.trials += 1
      if (status !== 503) outcome.faults.push(`${way}: answered ${status}`)
      else if (!retryAfter) outcome.faults.push(`${way}: 503 without Retry-After`)
      if (ms > ANSWER_MS + HEARING_MS) outcome.faults.push(`${way}: answered after ${Math.round(ms)} ms`)
    }
    await stage.server.kill()
    await without(isSmall ? 2 : 20, 'killed', () => restart(stage))
    stage.toDatabase.weather.isSilent = true
    await without(isSmall ? 3 : 10, 'silent', async () => {
      stage.toDatabase.weather.isSilent = false
    })
    close()
    return { ...outcome, faults: [...new Set(outcome.faults)] }
  },
}

async function restart({ server, toDatabase }: Stage): Promise<void> {
  await server.start()
  toDatabase.aim([server.port()])
}
