import { z } from 'zod'
import type { FailureCause } from '@/lib/domain/provider'
import { parseJson } from './json'
import { lenientCode, lenientText, plainObject } from './lenient'
import { send } from './request'
import { retryAfterMs } from './retry-after'
import { type Connection, endpoint } from './settings'

export type Failed = { kind: 'failed'; cause: FailureCause; retryAfterMs: number | null }
export type Refused = { kind: 'refused'; code: string; text: string }
type Reply = { kind: 'answered'; value: Readonly<Record<string, unknown>> } | Refused | Failed

/** `System error` of the upload and of the status: the provider's fault, not a judgement of the request. */
const SYSTEM_ERRORS: readonly string[] = ['2201', '2301']

/**
 * HTTP 402 without a code: no money for the check, so trying again by itself changes nothing. INFERRED for v1, whose
 * sources know 400 alone; v3 documents 402. Its code is the status, which no code of the protocol (four digits) can be.
 */
const PAYMENT_REQUIRED = '402'

/** What the upload and the status say when all is well; it refuses nothing, also where the rest of the answer is missing. */
const ACCEPTED: readonly string[] = ['2202', '2302']

/** A refusal's code. None begins with a nought: that is a gateway's own `"code": 403`, filled up to four digits. */
const REFUSAL_CODE = /^[1-9]\d{3}$/

const refusalSchema = z.object({ code: lenientCode, error: lenientText })

/**
 * Posts JSON to one of the protocol's paths and sorts what comes back. A 4xx is a refusal only when it
 * carries a code of the protocol's: a proxy's own 403 page is `unreadable` and worth another try. A 402 always is one.
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
  if (status === 402) return refusedForMoney(value)
  if (!value || (status >= 300 && status < 400)) return failed('unreadable')
  return status < 300 ? { kind: 'answered', value } : (refusalIn(value) ?? failed('unreadable'))
}

function refusedForMoney(value: Readonly<Record<string, unknown>> = {}): Refused {
  const refusal = refusalIn(value)
  if (refusal?.kind === 'refused') return refusal
  const { error } = refusalSchema.parse(value)
  return { kind: 'refused', code: PAYMENT_REQUIRED, text: error ?? 'Payment Required' }
}

/** The refusal an answer carries, if it carries one; a system error is no refusal. */
export function refusalIn(value: Readonly<Record<string, unknown>>): Refused | Failed | null {
  const { code, error } = refusalSchema.parse(value)
  if (code === null || !REFUSAL_CODE.test(code) || ACCEPTED.includes(code)) return null
  return SYSTEM_ERRORS.includes(code) ? failed('unavailable') : { kind: 'refused', code, text: error ?? '' }
}

/** A call that came to nothing by no fault of the job's. `wait`: milliseconds the provider asked to be left alone for. */
export function failed(cause: FailureCause, wait: number | null = null): Failed {
  return { kind: 'failed', cause, retryAfterMs: wait }
}
