import { type Shot, sender, shot } from '../callbacks'
import { castJobs, insertJobs } from '../jobs'
import { lostAcks, nothing } from '../judge'
import { mutant } from '../preloads'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const CONNECTIONS = 16
const HEALTHY_MS = 5_000
const KILLS = 3
/** A single one may come just after everything was written, by luck. */
const CONTROL_KILLS = 5

/** Twice, for there are two ways of breaking the promise: ours, and the database's. */
export const r1 = acked({ promise: 'R1', control: 'ack before commit', broken: 'ack-before-commit' })
export const r1Flushed = acked({ promise: 'R1b', control: 'commit before flush', broken: 'unflushed-commit' })

function acked({ promise, control, broken }: Pick<Trial, 'promise' | 'control'> & { broken: string }): Trial {
  return {
    promise,
    words: 'PostgreSQL killed under load: acknowledged callbacks',
    control,
    isAlone: true,
    async run(stage, { isSmall, isBroken, dice }) {
      const preload = isBroken ? [mutant(broken)] : []
      const [one, other] = await Promise.all([stage.startWeb({ preload }), stage.startWeb({ preload })])
      stage.serve([one, other])
      const jobs = castJobs(dice.named('jobs'), isSmall ? 50 : 500)
      await insertJobs(stage.pool, jobs, 'processing')

      const acknowledged: Shot[] = []
      const { send, close } = sender(stage.front.port, CONNECTIONS)
      let isOver = false
      let nth = 0
      const lane = async () => {
        while (!isOver) {
          const one = shot(dice.pick(jobs), '0840', ++nth)
          const { status } = await send(one)
          if (status === 200) acknowledged.push(one)
          else await pause(20)
        }
      }
      const load = Promise.all(Array.from({ length: CONNECTIONS }, lane))
      const recoveries: number[] = []
      const faults: string[] = []
      const kills = isBroken ? CONTROL_KILLS : isSmall ? 1 : KILLS
      for (let kill = 0; kill < kills; kill++) {
        const before = acknowledged.length
        const loaded = await until(() => acknowledged.length > before + (isSmall ? 100 : 500), 20_000)
        await pause(dice.below(400))
        await stage.server.kill()
        const acked = acknowledged.length
        await stage.server.start()
        stage.toDatabase.aim([stage.server.port()])
        const healthy = await until(() => acknowledged.length > acked + CONNECTIONS, HEALTHY_MS * 4)
        recoveries.push(healthy ?? HEALTHY_MS * 4)
        // Where nothing is acknowledged nothing can be lost.
        if (!isBroken && (loaded === null || healthy === null))
          faults.push('too few callbacks were taken around a kill')
      }
      isOver = true
      await load
      close()
      const outcome = { ...nothing(acknowledged.length), recoveries, faults }
      // A broken variant stores the last of them after it has acknowledged them.
      if (isBroken) await pause(1_000)
      outcome.losses = await lostAcks(stage, acknowledged)
      return outcome
    },
  }
}
