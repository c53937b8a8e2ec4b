import { randomUUID } from 'node:crypto'
import type { Attempt, Delivery, Job } from './job'
import { resultPayload } from './payload'
import { apiKeyOf, type Sandbox } from './sandbox'
import { signedNow } from './signature'

/** Queues one delivery of one result. Saved by the caller, sent by `resumeDelivery`. */
export function withDelivery(job: Job, result: number, why: Delivery['why'], now: number): Job {
  if (!job.callbackUrl || !job.results[result]) return job
  const delivery: Delivery = { id: randomUUID(), result, why, state: 'waiting', nextAt: now, attempts: [] }
  return { ...job, deliveries: [...job.deliveries, delivery] }
}

/** Sets the alarm for every attempt that is still owed, after a result, a resend or a restart. */
export function resumeDeliveries(sandbox: Sandbox, smileJobId: string, only?: string): void {
  for (const { id, nextAt } of sandbox.store.job(smileJobId)?.deliveries ?? []) {
    if (nextAt === null || (only !== undefined && id !== only)) continue
    sandbox.alarms.at(nextAt, () => void attempt(sandbox, smileJobId, id))
  }
}

async function attempt(sandbox: Sandbox, smileJobId: string, deliveryId: string): Promise<void> {
  const job = sandbox.store.job(smileJobId)
  const delivery = job?.deliveries.find(({ id }) => id === deliveryId)
  if (!job || !delivery || delivery.nextAt === null) return
  const made = await send(sandbox, job, delivery)
  // Closing cut it short: not an attempt, still owed after the restart.
  if (sandbox.closing.aborted) return
  const latest = sandbox.store.job(smileJobId)
  if (!latest) return
  const deliveries = latest.deliveries.map((one) => (one.id === deliveryId ? after(sandbox, one, made) : one))
  sandbox.store.saveJob({ ...latest, deliveries })
  resumeDeliveries(sandbox, smileJobId, deliveryId)
}

function after({ settings }: Sandbox, delivery: Delivery, made: Attempt): Delivery {
  const attempts = [...delivery.attempts, made]
  if (made.status !== null && made.status >= 200 && made.status < 300) {
    return { ...delivery, attempts, state: 'delivered', nextAt: null }
  }
  const wait = settings.redeliveryMs[attempts.length - 1]
  if (wait === undefined) return { ...delivery, attempts, state: 'given up', nextAt: null }
  return { ...delivery, attempts, nextAt: made.at + made.tookMs + wait }
}

/** Signed when it is sent, not when it was decided: a late redelivery carries a fresh timestamp. */
function body(sandbox: Sandbox, job: Job, delivery: Delivery): string {
  const result = job.results[delivery.result]
  if (!result) throw new Error(`Job ${job.smileJobId} has no result ${delivery.result}`)
  const apiKey = apiKeyOf(sandbox, job.partnerId)
  const signature = apiKey === undefined ? {} : signedNow(job.partnerId, apiKey, sandbox.now())
  return JSON.stringify({ ...resultPayload(job, result, sandbox.settings.legacyFields), ...signature })
}

async function send(sandbox: Sandbox, job: Job, delivery: Delivery): Promise<Attempt> {
  const at = sandbox.now()
  try {
    const response = await fetch(job.callbackUrl ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body(sandbox, job, delivery),
      redirect: 'manual',
      signal: AbortSignal.any([sandbox.closing, AbortSignal.timeout(sandbox.settings.callbackTimeoutMs)]),
    })
    await response.body?.cancel()
    return { at, tookMs: sandbox.now() - at, status: response.status, error: null }
  } catch (error) {
    return { at, tookMs: sandbox.now() - at, status: null, error: reason(error) }
  }
}

/** A word for the page: never the address, which holds the portal's token. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  if (!(cause instanceof Error)) return 'failed'
  return 'code' in cause ? String(cause.code) : cause.message
}
