import 'server-only'
import type { IncomingMessage, RequestListener, Server } from 'node:http'

/**
 * The largest that comes to a page is a logo of 256 kB, in its form. Frames and lists come to /api, which counts by
 * itself. The same as an action's limit in next.config.js: what lies between the two would be answered with a bare 500.
 */
export const PAGE_BYTES_MAX = 320 * 1024

/** Next never sees these answers, so it cannot give them what it gives to every other (next.config.js, proxy.ts). */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'private, no-store',
}
const overHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

type Asked = Pick<IncomingMessage, 'url' | 'headers'>

const says = {
  400: 'This address was cut or changed on its way. Open it again as it was sent to you.\n',
  411: 'Say how long the body is.\n',
  413: 'This is more than the page takes.\n',
} as const

/**
 * Why a request does not get as far as Next: an address that cannot be decoded (400), a page's body that is too large
 * (413), or without a length (411), which no browser sends. Null: it does.
 */
export function requestFault({ url = '', headers }: Asked): keyof typeof says | null {
  if (!isDecodable(url.split('?', 1)[0] ?? '')) return 400
  if (url.startsWith('/api/') || url.startsWith('/_')) return null
  if (headers['transfer-encoding'] !== undefined) return 411
  return Number(headers['content-length'] ?? 0) > PAGE_BYTES_MAX ? 413 : null
}

/** Next fails at an address whose percent-encoding is cut or wrong; it is the address that is bad, and not the portal. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/**
 * Refuses such requests before Next sees them: it would answer some with a bare 500, gather up to 10 MB of others, and
 * write a line with the address, which may be a person's token, into the log.
 */
export function guardRequests(server: Server): void {
  const listeners = server.listeners('request')
  server.removeAllListeners('request')
  const guarded: RequestListener = (request, response) => {
    const fault = requestFault(request)
    if (!fault) for (const listener of listeners) Reflect.apply(listener, server, [request, response])
    else
      response
        .writeHead(fault, { connection: 'close', 'content-type': 'text/plain; charset=utf-8', ...policies(request) })
        .end(says[fault])
  }
  server.on('request', guarded)
}

/** The headers that keep a browser from doing anything with such an answer but show it. */
function policies({ headers }: Asked): Record<string, string> {
  const isHttps = String(headers['x-forwarded-proto'] ?? '').startsWith('https')
  return isHttps ? { ...everywhere, ...overHttps } : everywhere
}
