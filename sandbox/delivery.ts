import type { Attempt, Delivery, Job } from './job'
import { reportPayload, resultPayload, withUnknownKeys } from './payload'
import { type Post, postSlowly } from './post-slowly'
import { apiKeyOf, type Sandbox } from './sandbox'
import { sign, signedNow } from './signature'
import { type Twist, twistedResult } from './twist'

/** Signed when it is sent, not when it was decided: a late redelivery carries a fresh timestamp. */
function body(sandbox: Sandbox, job: Job, delivery: Delivery): string {
  const { twist } = delivery
  const apiKey = apiKeyOf(sandbox, job.partnerId)
  const signature = apiKey === undefined ? {} : proof(job, twist, apiKey, nextMoment(sandbox.now()))
  const padding = twist.padBytes ? { Padding: 'x'.repeat(twist.padBytes) } : {}
  const told = news(sandbox, job, delivery)
  return JSON.stringify({ ...(twist.unknownKeys ? withUnknownKeys(told) : told), ...padding, ...signature })
}

/** What it tells, unsigned: a report of its own, or a result. */
function news(sandbox: Sandbox, job: Job, { twist, result: nth }: Delivery): Record<string, unknown> {
  const result = twistedResult(job.jobType, twist, job.results[nth], sandbox.now())
  if (!result) throw new Error(`Job ${job.smileJobId} has no result ${nth}`)
  return twist.withoutActions
    ? reportPayload(job, result, twist.suspects)
    : resultPayload(job, result, sandbox.settings.legacyFields)
}

/** One signature has one body: two callbacks of one millisecond would look like a replay of each other. */
function nextMoment(now: number): number {
  signedAt = Math.max(now, signedAt + 1)
  return signedAt
}
let signedAt = 0

function proof({ partnerId }: Job, { signedWrongly, zoneless }: Twist, apiKey: string, now: number) {
  const key = signedWrongly ? `not ${apiKey}` : apiKey
  if (!zoneless) return signedNow(partnerId, key, now)
  const timestamp = new Date(now).toISOString().replace('Z', '000')
  return { timestamp, signature: sign(timestamp, partnerId, key) }
}

/** One attempt. Never throws: what cannot be sent at all is an attempt that failed, and not owed for ever. */
export async function send(sandbox: Sandbox, job: Job, delivery: Delivery): Promise<Attempt> {
  const at = sandbox.now()
  const { overMs = 0 } = delivery.twist
  try {
    const limit = AbortSignal.timeout(sandbox.settings.callbackTimeoutMs + overMs)
    const signal = AbortSignal.any([sandbox.closing, limit])
    const made = { url: job.callbackUrl ?? '', body: body(sandbox, job, delivery), signal }
    const status = await (overMs > 0 ? postSlowly(made, overMs) : post(made))
    return { at, tookMs: sandbox.now() - at, status, error: null }
  } catch (error) {
    return { at, tookMs: sandbox.now() - at, status: null, error: reason(error) }
  }
}

async function post({ url, body, signal }: Post): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'manual',
    signal,
  })
  await response.body?.cancel()
  return response.status
}

/** A word for the page: never the address, which holds the portal's token. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  // fetch hides what went wrong in the cause; node:http tells a time-out by it.
  const errors = [error, error.cause].filter((one) => one instanceof Error)
  if (errors.some(({ name }) => name === 'TimeoutError')) return 'no answer in time'
  const coded = errors.find((one) => 'code' in one && typeof one.code === 'string')
  if (coded && 'code' in coded) return String(coded.code)
  return error.cause instanceof Error ? error.cause.message : 'failed'
}
