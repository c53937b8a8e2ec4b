import { errorName, log } from '@/lib/server/log'

export type Rounds = { stop(): void }

/** Does `work` at once and then `ms` after each end, until stopped. A round that fails is logged; the next one comes. */
export function keepDoing(name: string, ms: number, work: () => Promise<unknown>): Rounds {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const round = async () => {
    try {
      await work()
    } catch (thrown) {
      log.warn(`${name} failed`, { error: errorName(thrown) })
    }
    if (!stopped) timer = setTimeout(round, ms)
  }
  void round()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
