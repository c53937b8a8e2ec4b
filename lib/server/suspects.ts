import 'server-only'
import { z } from 'zod'
import type { Environment } from '@/lib/domain/environment'
import type { KeptSuspects } from '@/lib/domain/job-event'
import { may, type Staff } from '@/lib/domain/permissions'
import { suspectsIn } from '@/lib/smile-id/suspects'
import { db, type Tx } from './db'
import type { Named, Report } from './stray-callbacks'

/** At most this many are named on the page; the report itself has them all. */
const NAMED_MAX = 10

/** Somebody who may be the same person. `enrolleeId`: null where nobody here has this user id, now or ever. */
type Suspect = { userId: string; displayName: string | null; enrolleeId: string | null }
/** `gone`: how many more were suspected, of whom no name is left here. */
export type Suspects = { named: Suspect[]; gone: number }

/** One report: its body, and what is kept of it where the body is gone. */
type Read = { body: string; kept?: KeptSuspects | undefined }

/** Whom these reports suspect, as this reader may see them: nobody, for whoever may not see people. */
export async function readSuspects(
  reader: Staff,
  environment: Environment,
  reports: readonly Read[],
): Promise<Suspects> {
  if (!may(reader, 'people.read')) return { named: [], gone: 0 }
  const userIds = [...new Set(reports.flatMap(({ body }) => suspectsIn(body)))]
  const ids = [...new Set(reports.flatMap(({ kept }) => kept?.enrolleeIds ?? []))]
  const rows = await db().enrollee.findMany({
    where: { environment, OR: [{ userId: { in: userIds } }, { id: { in: ids } }] },
    select: { id: true, userId: true, displayName: true, erasedAt: true },
  })
  const known = new Map(rows.map((row) => [row.userId, row]))
  const kept = rows.filter(({ id }) => ids.includes(id))
  const living = kept.filter(({ erasedAt }) => !erasedAt).map(({ userId }) => userId)
  // Several reports may have named the same person: as many as the one that named most.
  const gone = Math.max(0, ...reports.map(({ kept }) => kept?.gone ?? 0)) + kept.length - living.length
  const named = [...new Set([...userIds, ...living])].slice(0, NAMED_MAX).map((userId) => {
    const person = known.get(userId)
    return { userId, displayName: person?.displayName ?? null, enrolleeId: person?.id ?? null }
  })
  return { named, gone }
}

/**
 * Called before a report loses its body because it names somebody who is being erased. Whom else it suspects is kept in
 * the job's history, by our own ids, which say nothing once those people are erased too. A user id that nobody has here
 * is not kept.
 */
export async function keepSuspects(tx: Tx, person: Named, { id, jobId, body }: Report): Promise<void> {
  const { environment } = person
  const userIds = suspectsIn(new TextDecoder().decode(body))
  const others = userIds.filter((userId) => userId !== person.userId)
  const rows = await tx.enrollee.findMany({ where: { environment, userId: { in: others } }, select: { id: true } })
  const enrolleeIds = rows.map((row) => row.id)
  const kept: KeptSuspects = { enrolleeIds, gone: userIds.length - enrolleeIds.length }
  await tx.$executeRaw`
    UPDATE "JobEvent" SET detail = detail || ${JSON.stringify({ kept })}::jsonb
     WHERE "jobId" = ${jobId}::uuid AND kind = 'callback' AND detail->>'callbackId' = ${id}::text`
}

/** Jobs with a report that has lost its body, where what was kept of it says that it suspected this person. */
export async function jobsSuspecting(enrolleeId: string): Promise<string[]> {
  const kept = JSON.stringify({ kept: { enrolleeIds: [enrolleeId] } })
  const rows = await db().$queryRaw`
    SELECT DISTINCT event."jobId" FROM "Callback" AS report JOIN "JobEvent" AS event ON event."jobId" = report."jobId"
     WHERE report."resultCode" >= '52' AND report."resultCode" < '53' AND octet_length(report.body) = 0
       AND event.kind = 'callback' AND event.detail @> ${kept}::jsonb`
  return z
    .array(z.object({ jobId: z.uuid() }))
    .parse(rows)
    .map(({ jobId }) => jobId)
}
