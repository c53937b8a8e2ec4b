import 'server-only'
import { z } from 'zod'
import { abortWith } from '@/lib/domain/abort-with'
import { environmentSchema } from '@/lib/domain/environment'
import { jobStateSchema, jobTypeSchema } from '@/lib/domain/job'
import { admittedSql, isSendSql } from './circuit'
import { errorName, log } from './log'
import { pool } from './pool'

/** A claim lasts this long after its last sign of life, by the database's clock. */
export const LEASE_MS = 30_000
const HEARTBEAT_MS = 10_000
/** Without a renewed lease for this long by our own clock we stop, before the database's clock says so. */
const TRUST_MS = LEASE_MS - 5_000

const lease = `now() + interval '${LEASE_MS} milliseconds'`

/** A job that never went out and whose pictures are gone only ends: what was erased need not wait for an outage. */
const callsNobody = `(job."state" = 'queued' and job."phase" is null
          and not exists (select from "Frame" as frame where frame."captureId" = job."captureId"))`

/** When the call was begun that the ledger has no end of. */
const doubtBegan = `(select call."at" from "BilledCall" as call where call."jobId" = job."id" and call."outcome" <> 'not_taken')`

const claimedJobSchema = z.object({
  id: z.uuid(),
  fence: z.number().int(),
  environment: environmentSchema,
  state: jobStateSchema,
  phase: z.enum(['reserving', 'uploading', 'uploaded']).nullable(),
  type: jobTypeSchema,
  enrolleeId: z.uuid(),
  userId: z.string(),
  captureId: z.uuid(),
  allowReEnroll: z.boolean(),
  useEnrolledImage: z.boolean(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  altitude: z.number().nullable(),
  accuracy: z.number().nullable(),
  partnerParams: z.record(z.string(), z.string()),
  smileJobId: z.string().nullable(),
  resultCode: z.string().nullable(),
  failureCode: z.string().nullable(),
  revision: z.number().int(),
  attempts: z.number().int(),
  statusReads: z.number().int(),
  /** Milliseconds by the database's clock; null before the upload was accepted. */
  sinceUploadMs: z.number().nullable(),
  /** Milliseconds by the database's clock since the call whose end is not known was begun; null: no such doubt. */
  inDoubtMs: z.number().nullable(),
  /** Whether the ledger has a call that was begun and of whose end nothing was written down: its caller has died. */
  isCallOpen: z.boolean(),
  /** Milliseconds by the database's clock. */
  ageMs: z.number(),
  /** The provider was not answering: this job is sent to see whether it does again. */
  isProbe: z.boolean(),
})

/** A job as its claimant sees it, and the claim itself: id and fence. */
export type ClaimedJob = z.infer<typeof claimedJobSchema>
export type Claim = Pick<ClaimedJob, 'id' | 'fence'>

/**
 * Claims a job that is due and that nobody holds, or whose holder has gone silent. Null when there is nothing to
 * claim, and while the provider is not answering and it is not this job's turn to try: it then stays due and the
 * sweep rings again. The step is taken by clearing nextStepAt, so that a callback arriving meanwhile can set it
 * again and is not lost. (Columns keep milliseconds: a bell rung in this one is due in this one.)
 */
export async function claimJob(jobId: string): Promise<ClaimedJob | null> {
  const { rows } = await pool().query({
    name: 'claim-job',
    text: `
      with due as (
        select "id", "environment", ${callsNobody} as "callsNobody", ${isSendSql('job')} as "isSend" from "Job" as job
         where "id" = $1 and ("leaseUntil" < now()
                or "leaseUntil" is null and "nextStepAt" <= now() + interval '1 millisecond')
           for no key update
      ), ${admittedSql('due')}
      update "Job" as job
         set "leaseUntil" = ${lease}, "fence" = job."fence" + 1, "nextStepAt" = null
        from admitted, "Enrollee" as enrollee
       where job."id" = admitted."id" and enrollee."id" = job."enrolleeId"
      returning job."id", job."fence", job."environment", job."state", job."phase", job."type", job."enrolleeId", enrollee."userId",
         job."captureId", job."allowReEnroll", job."useEnrolledImage", job."latitude", job."longitude",
         job."altitude", job."accuracy", job."partnerParams", job."smileJobId", job."resultCode", job."failureCode", job."revision",
         job."attempts", job."statusReads", admitted."isProbe",
         (extract(epoch from now() - job."createdAt") * 1000)::float8 as "ageMs",
         (extract(epoch from now() - job."uploadedAt") * 1000)::float8 as "sinceUploadMs",
         exists (select from "BilledCall" as call where call."jobId" = job."id" and call."outcome" = 'open') as "isCallOpen",
         case when job."state" = 'unknown' and job."uploadedAt" is null then
           (extract(epoch from now() - coalesce(${doubtBegan}, job."createdAt")) * 1000)::float8 end as "inDoubtMs"`,
    values: [jobId],
  })
  return rows.length ? claimedJobSchema.parse(rows[0]) : null
}

/**
 * Gives up what is left of a claim without moving the job. What a callback asked for meanwhile stays due;
 * otherwise the next step is `nextInMs` from now, or never.
 */
export async function releaseClaim({ id, fence }: Claim, nextInMs: number | null): Promise<void> {
  await pool().query({
    name: 'release-claim',
    text: `
      update "Job"
         set "leaseUntil" = null, "nextStepAt" = least("nextStepAt", now() + $3::float8 * interval '1 millisecond')
       where "id" = $1 and "fence" = $2 and "leaseUntil" is not null`,
    values: [id, fence, nextInMs],
  })
}

async function renew({ id, fence }: Claim): Promise<boolean> {
  const { rowCount } = await pool().query({
    name: 'renew-lease',
    text: `update "Job" set "leaseUntil" = ${lease} where "id" = $1 and "fence" = $2 and "leaseUntil" is not null`,
    values: [id, fence],
  })
  return rowCount === 1
}

/** A claim being kept alive. */
export type HeldLease = {
  /** Fires when the claim is lost or when `outer` does. */
  signal: AbortSignal
  /** Whether the claim can still be trusted at this very moment, also right after this process was paused. */
  isHeld(): boolean
  stop(): void
}

/**
 * Renews a claim every 10 s until stopped; a claim that was taken over or cannot be renewed in time is lost.
 * `askedAt`: performance.now() before the claim was asked for.
 */
export function holdLease(claim: Claim, askedAt: number, outer: AbortSignal): HeldLease {
  const stopped = abortWith(outer)
  let isLost = false
  const lose = () => {
    isLost = true
    stopped.abort()
  }
  let renewedAt = askedAt
  // The monotonic clock goes on while a process is paused, and nobody sets it wrong.
  const isFresh = () => performance.now() - renewedAt <= TRUST_MS
  const beat = setInterval(async () => {
    // Paused for longer than a lease: another worker may have the job, whatever the row says.
    if (!isFresh()) return lose()
    const asked = performance.now()
    try {
      if (await renew(claim)) renewedAt = asked
      else lose()
    } catch (thrown) {
      log.warn('a lease could not be renewed', { jobId: claim.id, error: errorName(thrown) })
    }
    if (!isFresh()) lose()
  }, HEARTBEAT_MS)
  return {
    signal: stopped.signal,
    isHeld: () => !isLost && isFresh(),
    stop() {
      clearInterval(beat)
      stopped.letGo()
    },
  }
}
