import 'server-only'
import { randomBytes } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import { env } from './env'
import { oncePerProcess } from './once-per-process'

/** The header's name; null until it is drawn. */
const header = oncePerProcess<{ name: string | null }>('address header', () => ({ name: null }))

/**
 * Writes the socket's address into every request, under a header name drawn at each start, so that
 * nobody outside can write it. Next itself never overwrites an X-Forwarded-For that a client made up.
 */
export function learnSocketAddresses(): void {
  if (header.name) return
  const name = `x-kioo-address-${randomBytes(16).toString('hex')}`
  header.name = name
  subscribe('http.server.request.start', (message) => {
    const request = message && typeof message === 'object' && 'request' in message ? message.request : null
    if (request instanceof IncomingMessage) request.headers[name] = request.socket.remoteAddress ?? ''
  })
}

/**
 * The address a request comes from, for throttling. X-Forwarded-For is believed only as far as
 * KIOO_TRUSTED_PROXIES reach: each trusted proxy added one entry at its end.
 */
export function clientAddress(headers: Headers): string {
  const proxies = env().KIOO_TRUSTED_PROXIES
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const forwarded = proxies > 0 ? hops.at(-proxies) : undefined
  const socket = header.name ? headers.get(header.name) : null
  return network(withoutPort(forwarded || socket || 'unknown'))
}

/** Some proxies write the connection's port behind the address: 192.0.2.1:50001, [2001:db8::1]:443. */
function withoutPort(hop: string): string {
  return hop.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
}

/** One household or office has a whole IPv6 /64: its addresses count as one. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address.replace(/^::ffff:/i, '')
  const [head = '', tail = ''] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const last = tail.split(':').filter(Boolean)
  const zeros = address.includes('::') ? Array<string>(8 - groups.length - last.length).fill('0') : []
  return `${[...groups, ...zeros, ...last].slice(0, 4).join(':')}::/64`
}
