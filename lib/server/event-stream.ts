import 'server-only'
import { z } from 'zod'
import { errorName, log } from './log'
import type { Actor } from './session'
import { isSessionAlive } from './session-alive'
import { listenFor } from './signal'
import { onStop } from './stopping'
import { takeStreamPlace } from './stream-places'

/** Proxies commonly close what is silent for 30 to 60 s. */
const HEARTBEAT_MS = 20_000
/** Messages that wait for a page which does not read, before its stream ends. */
const UNREAD_MAX = 1_000
/** Moves that come together are told together. */
const GATHER_MS = 150

const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: a compressing proxy would hold lines back until its buffer is full.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** What a stream tells of. `read` gives what may be told of these ids, as they are now; the rest stays untold. */
type Topic = { kind: 'job' | 'link' | 'callback'; read: (ids: string[]) => Promise<object[]> }

/** What one page listens for. */
export type Listening = {
  /** One thing's id; null: all of its kind. */
  only: string | null
  /** What has moved since then is told at once: milliseconds by the portal's clock, null: only what moves from now on. */
  since: number | null
  signal: AbortSignal
}

/**
 * Answers a request for events with a stream of them; 429 when this session has enough of them open. `?since=` is when
 * the page was drawn. A browser whose stream broke sends the last event's id instead, which is later.
 */
export function eventResponse(actor: Actor, topic: Topic, only: string | null, request: Request): Response {
  const leave = takeStreamPlace(actor.sessionId)
  const since = sinceSchema.parse(
    request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since') ?? null,
  )
  const listening = { only, since, signal: request.signal }
  if (leave) return new Response(eventStream(actor, topic, listening, leave), { headers: eventStreamHeaders })
  const message =
    'Too many pages are open at once. Close some of them; this one asks for news every few seconds meanwhile.'
  return Response.json({ code: 'too_many_streams', message }, { status: 429, headers: { 'cache-control': 'no-store' } })
}

const sinceSchema = z.coerce.number().int().positive().nullable().catch(null)

/**
 * Server-sent events: `ready` when listening, `moves` with what the topic reads, `gap` when something may have been
 * missed. Each says when it was, for whoever comes back. Ends with the request, with the session or with the process,
 * and says so to `onEnd`, once.
 */
export function eventStream(
  actor: Actor,
  topic: Topic,
  { only, since, signal }: Listening,
  onEnd: () => void = () => {},
): ReadableStream<Uint8Array> {
  let close = () => {}
  return new ReadableStream({
    start(controller) {
      const moved = new Set<string>()
      let gathering: NodeJS.Timeout | undefined
      let closed = false
      const say = (text: string) => {
        if (closed) return
        controller.enqueue(new TextEncoder().encode(text))
        // Whoever no longer reads comes again, and says what they have seen last.
        if ((controller.desiredSize ?? 0) < -UNREAD_MAX) close()
      }
      const tell = async () => {
        gathering = undefined
        const ids = [...moved]
        moved.clear()
        const told = await topic.read(ids)
        if (told.length > 0) say(event('moves', told))
      }
      // The page reads afresh after any fault, so a fault here only ends the stream.
      const orEnd = (work: Promise<void>) =>
        work.catch((thrown: unknown) => {
          log.warn('event stream ended', { error: errorName(thrown) })
          close()
        })
      const heartbeat = setInterval(() => {
        orEnd(isSessionAlive(actor).then((alive) => (alive ? say(stillHere()) : close())))
      }, HEARTBEAT_MS)
      say(`retry: 3000\n\n${event('ready', {})}`)
      const stop = listenFor(
        topic.kind,
        (id) => {
          if (only && id !== only) return
          moved.add(id)
          gathering ??= setTimeout(() => orEnd(tell()), GATHER_MS)
        },
        { since, onGap: () => say(event('gap', {})) },
      )
      const forget = onStop(() => close())
      close = () => {
        if (closed) return
        closed = true
        onEnd()
        stop()
        forget()
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
      if (signal.aborted) close()
    },
    cancel() {
      close()
    },
  })
}

function event(name: string, data: unknown): string {
  return `event: ${name}\nid: ${Date.now()}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Told to nobody by the browser, which only remembers the time. */
function stillHere(): string {
  return `: still here\nid: ${Date.now()}\n\n`
}
