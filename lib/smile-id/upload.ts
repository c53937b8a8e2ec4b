import type { SubmitOutcome } from '@/lib/domain/provider'
import { send } from './request'
import { retryAfterMs } from './retry-after'
import type { Connection } from './settings'

type UploadOutcome = { kind: 'uploaded' } | Extract<SubmitOutcome, { kind: 'again' | 'unknown' }>

/**
 * Puts the package to its address. Only 200 is success (smile-identity-core 3.2.1, web-api.js). For everything
 * else the question is whether the provider may have the package all the same:
 *
 * - no connection came about: it has not. `again`.
 * - 3xx: we are told to go elsewhere, and do not. It has not. `again`, upload_host.
 * - 429: it has not. `again`, after the time it asks for.
 * - any other 4xx (403 or 400 from S3: the address has expired or was used wrongly; 408: the package did not
 *   arrive whole): it has not. `again`, with another reservation.
 * - 5xx: a gateway may say so after the store behind it has taken the package. `unknown`.
 * - any other 2xx: not the protocol. `unknown`.
 * - too slow, reset, or stopped by us after it was begun: `unknown`.
 */
export async function upload(
  connection: Connection,
  url: URL,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<UploadOutcome> {
  // Asked here as well as in send(): before the request is begun, stopping leaves nothing unknown.
  if (signal.aborted) return { kind: 'again', cause: 'stopped', retryAfterMs: null }
  const limitMs = connection.limits.uploadMs
  const answer = await send(
    url,
    { method: 'PUT', contentType: 'application/zip', body, limitMs, answer: 'ignore' },
    signal,
  )
  if (!answer.ok)
    return answer.cause === 'connect'
      ? { kind: 'again', cause: 'connect', retryAfterMs: null }
      : { kind: 'unknown', cause: answer.cause }

  const { status } = answer
  if (status === 200) return { kind: 'uploaded' }
  if (status < 300) return { kind: 'unknown', cause: 'unreadable' }
  if (status >= 500) return { kind: 'unknown', cause: 'unavailable' }
  const wait = retryAfterMs(answer.headers.get('retry-after'), connection.now())
  if (status < 400) return { kind: 'again', cause: 'upload_host', retryAfterMs: null }
  return { kind: 'again', cause: status === 429 ? 'rate_limited' : 'upload_refused', retryAfterMs: wait }
}
