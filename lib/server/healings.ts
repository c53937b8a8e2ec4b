import 'server-only'
import { z } from 'zod'
import { callbackReason } from '@/lib/domain/callback-words'
import type { Healing } from '@/lib/domain/healing'
import { type JobState, jobStateSchema } from '@/lib/domain/job'
import { type Person, personFor } from '@/lib/domain/mask'
import { may, reach, type Staff } from '@/lib/domain/permissions'
import { db } from './db'

const SHOWN = 20
/** A callback that was this close behind the read was not late: there was nothing to repair. */
const NOT_LATE_S = 15

const rowSchema = z.object({
  jobId: z.uuid(),
  at: z.date(),
  trigger: z.enum(['schedule', 'recovery']),
  afterMs: z.number(),
  callbackAfterMs: z.number().nullable(),
  setAside: z.string().nullable(),
  state: jobStateSchema,
  code: z.string().nullable(),
  userId: z.string(),
  displayName: z.string().nullable(),
})

type HealingRow = Healing & { jobId: string; at: Date; state: JobState; code: string | null; person: Person }

/** The newest results that status reads found by themselves, and why they had to. */
export async function listHealings(reader: Staff): Promise<HealingRow[]> {
  const granted = reach(reader.role, 'callbacks.read')
  if (granted === 'none') return []
  const rows = await db().$queryRaw`
    SELECT h."jobId", h.at, h.trigger, h."afterMs", later."afterMs" AS "callbackAfterMs", aside.reason AS "setAside",
           j.state::text, j."resultCode" AS code, e."userId", e."displayName"
      FROM "Healing" AS h
      JOIN "Job" AS j ON j.id = h."jobId"
      JOIN "Enrollee" AS e ON e.id = j."enrolleeId"
      LEFT JOIN LATERAL (
        SELECT (extract(epoch FROM c."receivedAt" - h.at) * 1000)::float8 AS "afterMs" FROM "Callback" AS c
         WHERE c."jobId" = h."jobId" AND c.reason IS NULL AND c."receivedAt" >= h.at
         ORDER BY c."receivedAt" LIMIT 1) AS later ON true
      LEFT JOIN LATERAL (
        SELECT c.reason FROM "Callback" AS c
         WHERE c."jobId" = h."jobId" AND c.reason IS NOT NULL AND c."receivedAt" < h.at
         ORDER BY c."receivedAt" DESC LIMIT 1) AS aside ON true
     WHERE (${granted === 'all'} OR j."createdById" = ${reader.id}::uuid)
       AND (later."afterMs" IS NULL OR later."afterMs" > ${NOT_LATE_S * 1_000}::float8)
     ORDER BY h.at DESC, h."jobId" DESC
     LIMIT ${SHOWN}`
  const seesPeople = may(reader, 'people.read')
  const healings = z.array(rowSchema).parse(rows)
  return healings.map(({ userId, displayName, setAside, ...row }) => ({
    ...row,
    setAside: setAside && callbackReason(setAside),
    person: personFor(seesPeople, { userId, displayName }),
  }))
}
