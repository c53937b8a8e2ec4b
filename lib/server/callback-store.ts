import 'server-only'
import type { QueryConfig } from 'pg'
import { z } from 'zod'
import { environmentSchema } from '@/lib/domain/environment'
import { ADDRESS_LAPSES_AFTER_MS } from '@/lib/domain/schedule'
import { hintedReadAt, isHintable } from './hinted-reads'
import { newId } from './new-id'
import { pool } from './pool'
import { SET_ASIDE_BYTES_MAX, SET_ASIDE_MAX, type SetAsideState } from './quarantine'
import { seal } from './sealing'

/** Milliseconds after which a database that does not answer is given up; the sender is told 503 before. */
export const CALLBACK_STATEMENT_MS = 3_000

/** SQL: whatever job had ended by then has an address that is good no more. */
export const addressLapsed = `now() - interval '${ADDRESS_LAPSES_AFTER_MS} milliseconds'`

const callbackJobSchema = z.object({
  id: z.uuid(),
  environment: environmentSchema,
  type: z.number(),
  userId: z.string(),
  smileJobId: z.string().nullable(),
  /** Whether its address is good no more. */
  hasLapsed: z.boolean(),
  /** Whether the person is erased: then nothing of the delivery is kept but that it came. */
  isErased: z.boolean(),
})
/** What a delivery is held against. */
export type CallbackJob = z.infer<typeof callbackJobSchema>

/** By the hash of the address's token, or, for the account-wide address, by the job id the body names. */
export type CallbackAddress = { tokenHash: Uint8Array } | { jobId: string }

/** The job a delivery is about. */
export async function findCallbackJob(address: CallbackAddress): Promise<CallbackJob | null> {
  const byToken = 'tokenHash' in address
  const query: QueryConfig & { query_timeout: number } = {
    name: byToken ? 'callback-job-by-token' : 'callback-job-by-id',
    text: `
      select job."id", job."environment", job."type", enrollee."userId", job."smileJobId",
             coalesce(job."finishedAt" < ${addressLapsed}, false) as "hasLapsed",
             enrollee."erasedAt" is not null as "isErased"
        from "Job" as job join "Enrollee" as enrollee on enrollee."id" = job."enrolleeId"
       where job.${byToken ? '"callbackHash"' : '"id"'} = $1`,
    values: [byToken ? address.tokenHash : address.jobId],
    query_timeout: CALLBACK_STATEMENT_MS,
  }
  const { rows } = await pool().query(query)
  return rows.length ? callbackJobSchema.parse(rows[0]) : null
}

type SetAside = {
  state: SetAsideState
  reason: string
  body: Uint8Array
  jobId: string | null
  code: string | null
  /** Where a job that is not there yet is to be looked for. */
  address: CallbackAddress | null
}

/**
 * Keeps a delivery that moves nothing, sealed, or without its body where its job's person is erased, and forgets the
 * oldest of its kind beyond the limits of count and size. `dueJobId`: this job's status is to be read, as soon as a hint
 * may ask for it. Committed when this returns, with its id.
 */
export async function setAside(delivery: SetAside, dueJobId: string | null): Promise<string> {
  const { state, reason, body, jobId, code, address } = delivery
  const id = newId()
  const { sealed, nonce, wrappedKey, keyId } = seal(body, { callbackId: id })
  const addressHash = address && 'tokenHash' in address ? address.tokenHash : null
  const namedJobId = address && 'jobId' in address ? address.jobId : null
  const query: QueryConfig & { query_timeout: number } = {
    name: 'set-aside',
    text: `
      with gone as (
        select from "Job" as job join "Enrollee" as enrollee on enrollee."id" = job."enrolleeId"
         where job."id" = $2::uuid and enrollee."erasedAt" is not null
      ), kept as (
        insert into "Callback" ("id", "jobId", "state", "body", "reason", "resultCode", "nonce", "wrappedKey", "keyId",
                                "addressHash", "namedJobId")
        select $1::uuid, $2::uuid, $3::"CallbackState", case when erased then '' else $4::bytea end, case when erased then 'erased_person' else $5::text end,
               $6::text, case when not erased then $8::bytea end, case when not erased then $9::bytea end,
               case when not erased then $10::text end, $11::bytea, $12::uuid
          from (select exists (select from gone) as erased) as about
      ), due as (
        update "Job" as job set "nextStepAt" = least(job."nextStepAt", ${hintedReadAt})
         where job."id" = $7 and ${isHintable} and not exists (select from gone)
      )
      delete from "Callback" where "id" in (
        select old."id" from "Callback" as old where old."id" in (
          select "id" from (
            select "id", row_number() over newer as "rank", sum(octet_length("body")) over newer as "bytes"
              from "Callback" where "state" = $3 window newer as (order by "receivedAt" desc, "id" desc)
          ) as ranked where "rank" >= ${SET_ASIDE_MAX} or "bytes" > ${SET_ASIDE_BYTES_MAX} - octet_length($4) limit 50)
           for update of old skip locked)`,
    values: [id, jobId, state, sealed, reason, code, dueJobId, nonce, wrappedKey, keyId, addressHash, namedJobId],
    query_timeout: CALLBACK_STATEMENT_MS,
  }
  await pool().query(query)
  return id
}
