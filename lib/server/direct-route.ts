import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorName, log } from './log'

/**
 * A route whose requests go to its handler without Next, whose own part of one may cost more than the work itself
 * (decision 022). The handler is the route's own, so that it makes no difference which way a request came.
 */
export type DirectRoute = {
  method: string
  /** What of addresses, with their query, goes this way; whatever is written otherwise is for Next. */
  address: RegExp
  /** `found`: what the address's groups hold. */
  handle(request: Request, found: readonly (string | undefined)[]): Promise<Response>
}

type Handler = (request: Request) => Promise<Response>

/** The handler of the first route that takes this request; null: it is for Next. */
export function directHandler(
  routes: readonly DirectRoute[],
  { method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
): Handler | null {
  for (const route of routes) {
    const found = route.method === method ? route.address.exec(url) : null
    if (found) return (request) => route.handle(request, found.slice(1))
  }
  return null
}

/** Answers as the handler does. `policies`: headers that every answer of the portal has. Never throws. */
export async function answerDirectly(
  incoming: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
  policies: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    const answer = await handler(requestOf(incoming))
    const body = answer.body && Buffer.from(await answer.arrayBuffer())
    response.statusCode = answer.status
    response.setHeaders(new Headers({ ...policies, ...Object.fromEntries(answer.headers) }))
    response.end(body)
  } catch (thrown) {
    log.error('a request could not be answered', { error: errorName(thrown) })
    if (response.headersSent) response.destroy()
    else response.writeHead(500, { ...policies, connection: 'close' }).end()
  }
}

function requestOf(incoming: IncomingMessage): Request {
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const init: RequestInit & { duplex: 'half' } = {
    method: incoming.method,
    headers,
    body: bodyOf(incoming),
    duplex: 'half',
  }
  return new Request(new URL(incoming.url ?? '', 'http://localhost'), init)
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
