import 'server-only'
import { z } from 'zod'
import { environmentSchema } from '@/lib/domain/environment'
import type { SignedCallback } from '@/lib/smile-id/callback'
import { newId } from './new-id'
import { pool } from './pool'
import { SET_ASIDE_MAX, type SetAsideState } from './quarantine'

const callbackJobSchema = z.object({
  id: z.uuid(),
  environment: environmentSchema,
  type: z.number(),
  userId: z.string(),
  smileJobId: z.string().nullable(),
  /** The timestamp and signature have come before, with other content. */
  pairSeen: z.boolean(),
})
/** What a delivery is held against. */
export type CallbackJob = z.infer<typeof callbackJobSchema>

/** By the hash of the address's token, or, for the account-wide address, by the job id the body names. */
export type CallbackAddress = { tokenHash: Uint8Array } | { jobId: string }

/** The job a delivery is about, with a look at whether its signature was used before. One round trip. */
export async function findCallbackJob(
  address: CallbackAddress,
  callback: SignedCallback | null,
): Promise<CallbackJob | null> {
  const byToken = 'tokenHash' in address
  const { rows } = await pool().query({
    name: byToken ? 'callback-job-by-token' : 'callback-job-by-id',
    text: `
      select job."id", job."environment", job."type", enrollee."userId", job."smileJobId",
             exists (select from "Callback" where "pairHash" = $2 and "contentHash" is distinct from $3) as "pairSeen"
        from "Job" as job join "Enrollee" as enrollee on enrollee."id" = job."enrolleeId"
       where job.${byToken ? '"callbackHash"' : '"id"'} = $1`,
    values: [byToken ? address.tokenHash : address.jobId, callback?.pairHash ?? null, callback?.contentHash ?? null],
  })
  return rows.length ? callbackJobSchema.parse(rows[0]) : null
}

/**
 * Keeps an authentic delivery, whole, with its line of history, and makes the job due: one statement, committed
 * when this returns. The same content again is only counted. Returns whether it was new.
 */
export async function keepCallback(job: CallbackJob, callback: SignedCallback, body: Uint8Array): Promise<boolean> {
  const id = newId()
  const { result, contentHash, pairHash, timestamp } = callback
  const detail = { callbackId: id, code: result.code, state: 'authentic' }
  const { rows } = await pool().query({
    name: 'keep-callback',
    text: `
      with kept as (
        insert into "Callback" ("id", "jobId", "state", "body", "contentHash", "pairHash", "timestamp", "resultCode")
        values ($1, $2, 'authentic', $3, $4, $5, $6, $7)
        on conflict ("jobId", "contentHash") do update set "repeats" = "Callback"."repeats" + 1
        returning "id", "id" = $1 as "fresh"
      ), noted as (
        insert into "JobEvent" ("id", "jobId", "kind", "detail")
        select $8, $2, 'callback', $9 from kept where kept."fresh"
      ), due as (
        update "Job" set "nextStepAt" = least("nextStepAt", now()) from kept where kept."fresh" and "Job"."id" = $2
      )
      select "fresh" from kept`,
    values: [id, job.id, body, contentHash, pairHash, timestamp, result.code, newId(), JSON.stringify(detail)],
  })
  return z.object({ fresh: z.boolean() }).parse(rows[0]).fresh
}

/**
 * Keeps a delivery that moves nothing, and forgets the oldest of its kind beyond the limit. `dueJobId`: this
 * job's status is to be read now. Committed when this returns.
 */
export async function setAside(
  delivery: { state: SetAsideState; reason: string; body: Uint8Array; jobId: string | null; code: string | null },
  dueJobId: string | null,
): Promise<void> {
  const { state, reason, body, jobId, code } = delivery
  await pool().query({
    name: 'set-aside',
    text: `
      with kept as (
        insert into "Callback" ("id", "jobId", "state", "body", "reason", "resultCode") values ($1, $2, $3, $4, $5, $6)
      ), due as (
        update "Job" set "nextStepAt" = least("nextStepAt", now()) where "id" = $7
      )
      delete from "Callback" where "id" in (
        select "id" from "Callback" where "state" = $3 order by "receivedAt" desc offset ${SET_ASIDE_MAX - 1} limit 50)`,
    values: [newId(), jobId, state, body, reason, code, dueJobId],
  })
}
