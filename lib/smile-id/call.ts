import { z } from 'zod'
import type { FailureCause } from '@/lib/domain/provider'
import { parseJson } from './json'
import { lenientCode, lenientText, plainObject } from './lenient'
import { send } from './request'
import { retryAfterMs } from './retry-after'
import { type Connection, endpoint } from './settings'

export type Failed = { kind: 'failed'; cause: FailureCause; retryAfterMs: number | null }
export type Refused = { kind: 'refused'; code: string; text: string }
export type Reply = { kind: 'answered'; value: Readonly<Record<string, unknown>> } | Refused | Failed

/** `System error` of the upload and of the status: the provider's fault, not a judgement of the request. */
const SYSTEM_ERRORS: readonly string[] = ['2201', '2301']

const refusalSchema = z.object({ code: lenientCode, error: lenientText })

/**
 * Posts JSON to one of the protocol's paths and sorts what comes back. A 4xx is a refusal only when it
 * carries a code of four digits: a proxy's own 403 page is `unreadable` and worth another try.
 */
export async function call(
  connection: Connection,
  path: 'upload' | 'job_status',
  body: object,
  limitMs: number,
  signal: AbortSignal,
): Promise<Reply> {
  const answer = await send(
    endpoint(connection, path),
    { method: 'POST', contentType: 'application/json', body: JSON.stringify(body), limitMs, answer: 'read' },
    signal,
  )
  if (!answer.ok) return failed(answer.cause)
  const { status } = answer
  const wait = retryAfterMs(answer.headers.get('retry-after'), connection.now())
  if (status === 429) return failed('rate_limited', wait)
  if (status >= 500) return failed('unavailable', wait)
  if (status === 408) return failed('timeout', wait)

  const json = parseJson(answer.body)
  const value = json.ok ? plainObject.safeParse(json.value).data : undefined
  if (!value || (status >= 300 && status < 400)) return failed('unreadable')
  return status < 300 ? { kind: 'answered', value } : (refusalIn(value) ?? failed('unreadable'))
}

/** The refusal an answer carries, if it carries one; a system error is no refusal. */
export function refusalIn(value: Readonly<Record<string, unknown>>): Refused | Failed | null {
  const { code, error } = refusalSchema.parse(value)
  if (code === null || !/^\d{4}$/.test(code)) return null
  return SYSTEM_ERRORS.includes(code) ? failed('unavailable') : { kind: 'refused', code, text: error ?? '' }
}

export function failed(cause: FailureCause, wait: number | null = null): Failed {
  return { kind: 'failed', cause, retryAfterMs: wait }
}
