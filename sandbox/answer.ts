import type { ServerResponse } from 'node:http'

export type Answer = { status: number; headers: Record<string, string>; body: string | Uint8Array }

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

export function write(response: ServerResponse, { status, headers, body }: Answer, withBody: boolean): void {
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(withBody ? body : undefined)
}
