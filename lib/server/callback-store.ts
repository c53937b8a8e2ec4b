import 'server-only'
import { z } from 'zod'
import { environmentSchema } from '@/lib/domain/environment'
import { newId } from './new-id'
import { pool } from './pool'
import { SET_ASIDE_MAX, type SetAsideState } from './quarantine'

const callbackJobSchema = z.object({
  id: z.uuid(),
  environment: environmentSchema,
  type: z.number(),
  userId: z.string(),
  smileJobId: z.string().nullable(),
})
/** What a delivery is held against. */
export type CallbackJob = z.infer<typeof callbackJobSchema>

/** By the hash of the address's token, or, for the account-wide address, by the job id the body names. */
export type CallbackAddress = { tokenHash: Uint8Array } | { jobId: string }

/** The job a delivery is about. */
export async function findCallbackJob(address: CallbackAddress): Promise<CallbackJob | null> {
  const byToken = 'tokenHash' in address
  const { rows } = await pool().query({
    name: byToken ? 'callback-job-by-token' : 'callback-job-by-id',
    text: `
      select job."id", job."environment", job."type", enrollee."userId", job."smileJobId"
        from "Job" as job join "Enrollee" as enrollee on enrollee."id" = job."enrolleeId"
       where job.${byToken ? '"callbackHash"' : '"id"'} = $1`,
    values: [byToken ? address.tokenHash : address.jobId],
  })
  return rows.length ? callbackJobSchema.parse(rows[0]) : null
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
        update "Job" set "nextStepAt" = now() where "id" = $7 and ("nextStepAt" is null or "nextStepAt" > now())
      )
      delete from "Callback" where "id" in (
        select old."id" from "Callback" as old where old."id" in (
          select "id" from "Callback" where "state" = $3 order by "receivedAt" desc offset ${SET_ASIDE_MAX - 1} limit 50)
           for update of old skip locked)`,
    values: [newId(), jobId, state, body, reason, code, dueJobId],
  })
}
