import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerCallback } from './callback-answer'
import { errorName, log } from './log'

/** The account-wide address and those of jobs, as Smile ID is given them. Whatever is written otherwise is for Next. */
const ADDRESS = /^\/api\/callbacks\/smile-id(?:\/([A-Za-z0-9_-]+))?$/

/** What answering a callback asks of its headers. */
const HEADERS_READ = ['content-type', 'content-encoding', 'content-length'] as const

/**
 * Whether this is a callback that can be answered without Next, by the same function as its route handler's: Next's own
 * part of a request costs more than checking and keeping what came.
 */
export function isCallback({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  return method === 'POST' && ADDRESS.test(url)
}

/** Answers it. `policies`: headers that every answer of the portal has. Never throws. */
export async function takeCallback(
  incoming: IncomingMessage,
  response: ServerResponse,
  policies: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    const [, token = null] = ADDRESS.exec(incoming.url ?? '') ?? []
    const { status, headers } = await answerCallback(requestOf(incoming), token)
    response.statusCode = status
    response.setHeaders(new Headers({ ...policies, ...Object.fromEntries(headers) }))
    response.end()
  } catch (thrown) {
    // Nothing in there throws; were it to, the sender must not wait for an answer that never comes.
    log.error('a callback could not be answered', { error: errorName(thrown) })
    response.destroy()
  }
}

function requestOf(incoming: IncomingMessage): Request {
  const headers = HEADERS_READ.flatMap((name): [string, string][] => {
    const value = incoming.headers[name]
    return value === undefined ? [] : [[name, value]]
  })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: bodyOf(incoming), duplex: 'half' }
  return new Request('http://localhost', init)
}

/**
 * The body as it comes. Cancelled, it is left where it is: Node's own Readable.toWeb would close the connection, and
 * with it the way of the answer that says why.
 */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const parts = incoming.iterator({ destroyOnReturn: false })
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await parts.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await parts.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
