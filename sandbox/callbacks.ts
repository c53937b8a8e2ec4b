import { randomUUID } from 'node:crypto'
import { codesOf } from './codes'
import { send } from './delivery'
import type { Attempt, Delivery, Job } from './job'
import { chance, strikes } from './lots'
import type { Sandbox } from './sandbox'
import { fraudReport, type Planned, planDeliveries } from './twist'

const right: Planned = { delayMs: 0, twist: {} }

/** Queues the deliveries of one result. Saved by the caller, sent by `resumeDeliveries`. */
export function withDeliveries(
  job: Job,
  result: number,
  why: Delivery['why'],
  now: number,
  planned: readonly Planned[] = [right],
): Job {
  if (!job.callbackUrl) return job
  const deliveries = planned.map(({ delayMs, twist }): Delivery => {
    return { id: randomUUID(), result, why, state: 'waiting', nextAt: now + delayMs, attempts: [], twist }
  })
  return { ...job, deliveries: [...job.deliveries, ...deliveries] }
}

/** Queues the separate report of Smile Secure about this face. */
export function withFraudReport(job: Job, code: string, suspects: string[] | undefined, now: number): Job {
  const report = { delayMs: 0, twist: fraudReport(code, suspects) }
  return withDeliveries(job, job.results.length - 1, 'result', now, [report])
}

/** What the scenario makes of telling this job's newest result. */
export function plannedFor(sandbox: Sandbox, job: Job): Planned[] {
  const result = job.results.at(-1)
  if (!result) return [right]
  const { seed } = sandbox.store.scenario().scenario
  const lot = (what: string) => chance(seed, 'delivery', job.userId, job.results.length, what)
  return planDeliveries(strikes(sandbox, 'callback', job), { jobType: job.jobType, result, lot })
}

/** Tells of an approval that has not been come to yet, and waits for the receiver's answer. */
export async function callBackEarly(sandbox: Sandbox, job: Job): Promise<void> {
  const early = { delayMs: 0, twist: { code: codesOf[job.jobType].pass } }
  const owed = withDeliveries(job, job.results.length, 'early', sandbox.now(), [early])
  const delivery = owed.deliveries.at(-1)
  if (owed === job || !delivery) return
  sandbox.store.saveJob(owed)
  await attempt(sandbox, job.smileJobId, delivery.id)
}

/** Sets the alarm for every attempt that is still owed, after a result, a resend or a restart. */
export function resumeDeliveries(sandbox: Sandbox, smileJobId: string, only?: readonly string[]): void {
  for (const { id, nextAt } of sandbox.store.job(smileJobId)?.deliveries ?? []) {
    if (nextAt === null || (only && !only.includes(id))) continue
    sandbox.alarms.at(nextAt, () => {
      attempt(sandbox, smileJobId, id).catch((error) => {
        // A bug or a full disk. The callback stays owed and is tried again at the next start.
        const reason = error instanceof Error ? error.message : 'unknown'
        console.error(`Sandbox: how a callback of job ${smileJobId} went could not be written down: ${reason}`)
      })
    })
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
  resumeDeliveries(sandbox, smileJobId, [deliveryId])
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
