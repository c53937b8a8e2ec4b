import type { IncomingMessage } from 'node:http'

const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i

/** The scheme and host a caller used, for addresses we hand back. An odd Host header falls back to our own. */
export function originOf(request: IncomingMessage, fallbackHost: string): string {
  const scheme = 'encrypted' in request.socket ? 'https' : 'http'
  const host = request.headers.host ?? ''
  return `${scheme}://${/^[\w.\-[\]:]+$/.test(host) ? host : fallbackHost}`
}

/**
 * The page and the admin doors have no password, so they open only to this machine: the peer is loopback, the Host
 * is a loopback name (a foreign name that was rebound to 127.0.0.1 is not), and no other site's page is asking.
 */
export function isLocal(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers
  if (!loopbackAddress.test(request.socket.remoteAddress ?? '') || !loopbackHost.test(host)) return false
  const site = request.headers['sec-fetch-site']
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (changes && site !== undefined && site !== 'same-origin') return false
  return !changes || origin === undefined || origin === originOf(request, host)
}
