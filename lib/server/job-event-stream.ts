import 'server-only'
import { listenForJobs } from './job-signal'
import { readJobStates } from './job-states'
import { errorName, log } from './log'
import type { Actor } from './session'
import { isSessionAlive } from './session-alive'

/** Proxies commonly close what is silent for 30 to 60 s. */
const HEARTBEAT_MS = 20_000
/** Moves that come together are told together. */
const GATHER_MS = 150

/**
 * Server-sent events for one job, or for all of them (null): `ready` when listening, `jobs` with ids and
 * states, `gap` when something may have been missed. Ends with the request or with the session.
 */
export function jobEventStream(actor: Actor, jobId: string | null, signal: AbortSignal): ReadableStream<Uint8Array> {
  let close = () => {}
  return new ReadableStream({
    start(controller) {
      const moved = new Set<string>()
      let gathering: NodeJS.Timeout | undefined
      let closed = false
      const say = (text: string) => {
        if (!closed) controller.enqueue(new TextEncoder().encode(text))
      }
      const tell = async () => {
        gathering = undefined
        const ids = [...moved]
        moved.clear()
        say(event('jobs', await readJobStates(ids)))
      }
      // The page reads afresh after any fault, so a fault here only ends the stream.
      const orEnd = (work: Promise<void>) =>
        work.catch((thrown: unknown) => {
          log.warn('event stream ended', { error: errorName(thrown) })
          close()
        })
      const heartbeat = setInterval(() => {
        orEnd(isSessionAlive(actor).then((alive) => (alive ? say(': still here\n\n') : close())))
      }, HEARTBEAT_MS)
      const stop = listenForJobs(
        (id) => {
          if (jobId && id !== jobId) return
          moved.add(id)
          gathering ??= setTimeout(() => orEnd(tell()), GATHER_MS)
        },
        () => say(event('gap', {})),
      )
      close = () => {
        if (closed) return
        closed = true
        stop()
        clearInterval(heartbeat)
        clearTimeout(gathering)
        signal.removeEventListener('abort', close)
        try {
          controller.close()
        } catch {
          // The reader has already gone.
        }
      }
      signal.addEventListener('abort', close)
      say(`retry: 3000\n\n${event('ready', {})}`)
      if (signal.aborted) close()
    },
    cancel() {
      close()
    },
  })
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
