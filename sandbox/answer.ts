import type { ServerResponse } from 'node:http'

export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
  /** Milliseconds before each byte of the body. */
  dripMs?: number
  /** All of it is said at once; the exchange ends, and with it perhaps the connection, only then. */
  endsAfter?: Promise<void>
  /** No answer at all: the connection is reset. */
  cut?: true
}

export const cut: Answer = { status: 0, headers: {}, body: '', cut: true }

export function json(body: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) }
}

/** Every refusal of the service is a 400 with a text and a four-digit code (as text). */
export function refuse({ code, error }: { code: string; error: string }, detail = ''): Answer {
  return json({ error: detail ? `${error}: ${detail}` : error, code }, 400)
}

export function plain(status: number, text = ''): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text }
}

export function write(response: ServerResponse, answer: Answer, withBody: boolean): void {
  const { status, headers, body, dripMs, endsAfter } = answer
  if (answer.cut) {
    reset(response)
    return
  }
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  if (endsAfter) {
    if (withBody) response.write(body)
    void endsAfter.then(() => response.end())
  } else if (dripMs && withBody) drip(response, Buffer.from(body), dripMs)
  else response.end(withBody ? body : undefined)
}

function reset({ socket }: ServerResponse): void {
  // TLS cannot send a reset of its own.
  if (socket && 'encrypted' in socket) socket.destroy()
  else socket?.resetAndDestroy()
}

function drip(response: ServerResponse, body: Uint8Array, everyMs: number): void {
  let sent = 0
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + 1))
    sent += 1
    if (sent < body.length) return
    clearInterval(timer)
    response.end()
  }, everyMs)
  response.once('close', () => clearInterval(timer))
}
