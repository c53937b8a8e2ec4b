import type { Connection } from './settings'

/**
 * The address to upload to, or null when it is not one we send faces to: it must have the provider's own
 * origin, or be https on the standard port of an allowed host. So no answer can have a request sent into our own
 * network, or faces anywhere but to the provider or into S3. Whose bucket it is no list can tell, for anybody can have
 * one: that the answer is the provider's, TLS to its own origin says.
 */
export function uploadAddress(text: string, connection: Connection): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username || url.password) return null
  if (url.origin === connection.baseUrl.origin) return url
  if (url.protocol !== 'https:' || url.port !== '') return null
  return connection.uploadHosts.test(url.hostname) ? url : null
}
