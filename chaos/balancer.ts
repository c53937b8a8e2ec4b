import { pause } from './wait'

type Watched = { port: number }

const ASK_EVERY_MS = 200
/** A portal takes up to two seconds to say that its database is slow. */
const ANSWER_MS = 3_000
/** Bad answers in a row after which nothing more is sent to a portal, as is usual; one good answer brings it back. */
const FALL = 2

/** What a portal says of itself, asked on a connection of its own. 0: nothing. */
export async function health(port: number, what: 'ready' | 'live'): Promise<number> {
  const headers = { connection: 'close' }
  return fetch(`http://127.0.0.1:${port}/api/health/${what}`, { headers, signal: AbortSignal.timeout(ANSWER_MS) }).then(
    async ({ status, body }) => {
      await body?.cancel()
      return status
    },
    () => 0,
  )
}

/**
 * A load balancer: it asks each of these portals again and again whether it is ready, sends requests to those that say
 * so, and knows nothing else of them.
 */
export function balance(webs: () => readonly Watched[], send: (to: readonly Watched[]) => void) {
  const bad = new Map<number, number>()
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const asked = webs()
      await Promise.all(
        asked.map(async ({ port }) => {
          // One that has never been well is not sent anything before it is.
          const before = bad.get(port) ?? FALL
          bad.set(port, (await health(port, 'ready')) === 200 ? 0 : before + 1)
        }),
      )
      send(asked.filter(({ port }) => (bad.get(port) ?? FALL) < FALL))
      await pause(ASK_EVERY_MS)
    }
  })()
  return {
    async stop() {
      isOver = true
      await watching
    },
  }
}
