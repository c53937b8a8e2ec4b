import 'server-only'
import { z } from 'zod'
import { environmentSchema } from '@/lib/domain/environment'
import { jobStateSchema, jobTypeSchema } from '@/lib/domain/job'
import { admittedSql, isSendSql } from './circuit'
import { leaseEndSql } from './lease'
import { pool } from './pool'

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
         set "leaseUntil" = ${leaseEndSql}, "fence" = job."fence" + 1, "nextStepAt" = null
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
