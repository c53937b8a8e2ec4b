import { keep, type Run } from './keep'
import { type RunningPostgres, startPostgres } from './postgres'

/** That often in a row it may fail to start: about half a minute. */
const FAILED_STARTS_MAX = 6

type Options = Parameters<typeof startPostgres>[0] & {
  failedStartsMax?: number
  /** Lines for the terminal. */
  tell(line: string): void
}

type KeptPostgres = Pick<RunningPostgres, 'url' | 'socketUrl' | 'stop'> & {
  /** Resolves when it ended and could not be started again. */
  lost: Promise<void>
}

/** The embedded PostgreSQL, which is started again where it was when it ends unasked, by `kill -9` or for want of memory. */
export async function keepPostgres({
  home,
  durable,
  failedStartsMax = FAILED_STARTS_MAX,
  tell,
}: Options): Promise<KeptPostgres> {
  const first = await startPostgres({ home, durable })
  let failedStarts = 0
  let give = () => {}
  const lost = new Promise<void>((resolve) => {
    give = resolve
  })

  function run(starting: Promise<RunningPostgres>): Run {
    async function over(): Promise<string> {
      try {
        const { exited } = await starting
        failedStarts = 0
        return exited
      } catch {
        failedStarts += 1
        return 'it did not start'
      }
    }
    return { over: over(), end: () => starting.then(({ stop }) => stop()).catch(() => undefined) }
  }

  const { stop } = keep({
    name: 'database',
    first: run(Promise.resolve(first)),
    begin: () => run(first.again()),
    onExit() {
      if (failedStarts < failedStartsMax) return 'restart'
      give()
      return 'leave'
    },
    tell,
  })
  return { url: first.url, socketUrl: first.socketUrl, stop, lost }
}
