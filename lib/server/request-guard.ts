import 'server-only'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HEAR_OUT_MS } from './body'

/**
 * The largest that comes to a page is a logo of 256 kB, in its form. Frames and lists come to /api, which counts by
 * itself. The same as an action's limit in next.config.js: what lies between the two would be answered with a bare 500.
 */
export const PAGE_BYTES_MAX = 320 * 1024

/** Next never sees answers of the front door, so it cannot give them what it gives to every other (next.config.js, proxy.ts). */
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

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

const faults = {
  method: { status: 405, says: 'Ask with GET.\n' },
  address: { status: 400, says: 'This address was cut or changed on its way. Open it again as it was sent to you.\n' },
  length: { status: 411, says: 'Say how long the body is.\n' },
  size: { status: 413, says: 'This is more than the page takes.\n' },
  form: { status: 400, says: 'This form was changed on its way. Open its page again.\n' },
  origin: { status: 403, says: "This did not come from Kioo's own page. Open that and try again.\n" },
} as const
type RequestFault = keyof typeof faults

/**
 * Why a request does not get as far as Next: TRACE, which would show what proxies add to it; an address that cannot be
 * decoded; a page's body that is too large, or without a length, which no browser sends; a form without the mark that
 * parts its fields; an action that another site's page sent. Null: it does.
 */
export function requestFault({ method, url = '', headers }: Asked): RequestFault | null {
  if (method === 'TRACE') return 'method'
  if (!isDecodable(url.split('?', 1)[0] ?? '')) return 'address'
  if (url.startsWith('/api/') || url.startsWith('/_')) return null
  if (headers['transfer-encoding'] !== undefined) return 'length'
  if (Number(headers['content-length'] ?? 0) > PAGE_BYTES_MAX) return 'size'
  const isForm = headers['content-type']?.startsWith('multipart/form-data') === true
  if (isForm && !/;\s*boundary="?[^\s";]/i.test(headers['content-type'] ?? '')) return 'form'
  const isAction = isForm || headers['next-action'] !== undefined
  return isAction && isFromElsewhere(headers) ? 'origin' : null
}

/** By Next's own rule, which it answers with 500. Ours is stricter and says more, and every action asks it itself. */
function isFromElsewhere({ origin, host, 'x-forwarded-host': forwarded }: Asked['headers']): boolean {
  if (origin === undefined || origin === 'null') return false
  const reached = String(forwarded ?? '')
    .split(',', 1)[0]
    ?.trim()
  return !URL.canParse(origin) || new URL(origin).host !== (reached || host)
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

/** Next leads such an address to the one without, before it comes to the headers that it gives to everything else. */
export function hasSlashTooMany({ url = '' }: Pick<IncomingMessage, 'url'>): boolean {
  return /\\|\/\//.test(url.split('?', 1)[0] ?? '')
}

/** Says why, before Next sees the request. Never throws. */
export async function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  fault: RequestFault,
): Promise<void> {
  // Whoever still sends while we close loses the answer. Whether it ends, goes on, or breaks off, that is the same.
  await once(request.resume(), 'end', { signal: AbortSignal.timeout(HEAR_OUT_MS) }).catch(() => {})
  const { status, says } = faults[fault]
  const allow = status === 405 && { allow: 'GET, HEAD, POST' }
  const own = { connection: 'close', 'content-type': 'text/plain; charset=utf-8', ...allow }
  response.writeHead(status, { ...own, ...policies(request) }).end(says)
}

/** The headers that keep a browser from doing anything with an answer that is no page but show it. */
export function policies({ headers }: Asked): Record<string, string> {
  const isHttps = String(headers['x-forwarded-proto'] ?? '').startsWith('https')
  return isHttps ? { ...everywhere, ...overHttps } : everywhere
}
