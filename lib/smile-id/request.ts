import { abortWith } from '@/lib/domain/abort-with'
import type { FailureCause } from '@/lib/domain/provider'
import { causeOf } from './cause'

/** An answer larger than this is not the protocol; the largest real one is a few kilobytes. */
const ANSWER_BYTES_MAX = 256 * 1024

type Answer = { ok: true; status: number; headers: Headers; body: Uint8Array } | { ok: false; cause: FailureCause }

type Content =
  | { method: 'POST' | 'PUT'; contentType: string; body: Uint8Array<ArrayBuffer> | string }
  | { method: 'GET' }

type Request = Content & {
  /** Milliseconds for everything, the answer's body included. */
  limitMs: number
  /** `ignore`: the status is all we want; the answer's body is dropped unread. */
  answer: 'read' | 'ignore'
}

/**
 * One HTTP request. Never throws for anything the network or the other side does, never follows a
 * redirect (a face must not go where we did not send it), never reads more than ANSWER_BYTES_MAX.
 */
export async function send(url: URL, request: Request, signal: AbortSignal): Promise<Answer> {
  if (signal.aborted) return { ok: false, cause: 'stopped' }
  const limit = abortWith(signal)
  const timer = setTimeout(limit.abort, request.limitMs)
  try {
    const response = await fetch(url, {
      method: request.method,
      ...(request.method !== 'GET' && { headers: { 'content-type': request.contentType }, body: request.body }),
      redirect: 'manual',
      signal: limit.signal,
    })
    const { status, headers } = response
    if (request.answer === 'ignore') {
      // The status has been said; that the rest cannot be dropped cleanly changes nothing.
      response.body?.cancel().catch(() => undefined)
      return { ok: true, status, headers, body: new Uint8Array() }
    }
    const body = await readCapped(response)
    return body ? { ok: true, status, headers, body } : { ok: false, cause: 'unreadable' }
  } catch (error) {
    if (signal.aborted) return { ok: false, cause: 'stopped' }
    return { ok: false, cause: limit.signal.aborted ? 'timeout' : causeOf(error) }
  } finally {
    clearTimeout(timer)
    limit.letGo()
  }
}

/** The body, counted while it comes and after decompression; null when there is too much of it. */
async function readCapped(response: Response): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop early cancels the stream.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > ANSWER_BYTES_MAX) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
