import 'server-only'
import { z } from 'zod'
import { isHintable } from './hinted-reads'
import { pool } from './pool'

/** More than anybody sends for one job; older ones have been judged long ago. */
const PENDING_MAX = 20

const pendingSchema = z.object({
  now: z.date(),
  callbacks: z.array(z.object({ id: z.uuid(), code: z.string(), state: z.enum(['authentic', 'contradicts']) })),
  /** Milliseconds since the newest came of those that nothing has judged yet; null: there is none. */
  newestMs: z.number().nullable(),
  /** Milliseconds since the newest came that contradicts; null: none does. */
  contradictsMs: z.number().nullable(),
  asked: z.enum(['callback', 'operator']).nullable(),
  lastRead: z.object({ outcome: z.string(), code: z.string().nullable() }).nullable(),
})
export type Pending = z.infer<typeof pendingSchema>
export type PendingCallback = Pending['callbacks'][number]

/**
 * What a status read has to be held against: the callbacks it may confirm, whether a callback has come
 * or a person has asked since the last read that was written down was begun, and what that read said. All by the
 * database's clock.
 */
export async function pendingCallbacks(jobId: string): Promise<Pending> {
  const { rows } = await pool().query({
    name: 'pending-callbacks',
    text: `
      with last as (
        select "at", "detail" from "JobEvent" where "jobId" = $1 and "kind" = 'status_read' order by "at" desc, "id" desc limit 1
      ), pending as (
        select "id", coalesce("resultCode", '') as "code", "state" from "Callback"
         where "jobId" = $1 and "state" in ('authentic', 'contradicts') order by "receivedAt" desc limit ${PENDING_MAX}
      )
      select now()::timestamptz(3) as "now", coalesce((select json_agg(pending) from pending), '[]') as "callbacks",
             (select (extract(epoch from now() - max("receivedAt")) * 1000)::float8 from "Callback"
               where "jobId" = $1 and "state" = 'authentic') as "newestMs",
             (select (extract(epoch from now() - max("receivedAt")) * 1000)::float8 from "Callback"
               where "jobId" = $1 and "state" = 'contradicts') as "contradictsMs",
             case when exists (select from "Callback" where "jobId" = $1
                                 and ("state" = 'authentic' or "state" in ('stale', 'replayed')
                                      and exists (select from "Job" as job where job."id" = $1 and ${isHintable}))
                                 and "receivedAt" > coalesce((select "at" from last), '-infinity')) then 'callback'
                  when exists (select from "JobEvent" where "jobId" = $1
                                 and ("kind" = 'applied_again' or "kind" = 'hastened' and "detail"->>'step' = 'read')
                                 and "at" > coalesce((select "at" from last), '-infinity')) then 'operator' end as "asked",
             (select "detail" from last) as "lastRead"`,
    values: [jobId],
  })
  return pendingSchema.parse(rows[0])
}
