import type { Connection } from './settings'

/**
 * The address to upload to, or null when it is not one we send faces to: it must have the provider's own
 * origin, or be https on the standard port of an allowed host. Whoever can forge one answer must not be
 * able to have the faces sent to himself, or a request sent into our own network.
 */
export function uploadAddress(text: string, connection: Connection): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username || url.password) return null
  if (url.origin === connection.baseUrl.origin) return url
  if (url.protocol !== 'https:' || url.port !== '') return null
  return connection.uploadHostSuffixes.some((suffix) => url.hostname.endsWith(suffix)) ? url : null
}
