import 'server-only'
import { z } from 'zod'
import { readVisitEvent, type StoredVisitEvent } from '@/lib/domain/visit-event'
import { db } from './db'

/** Lines shown of one visit: some are written as often as its person likes. */
export const VISIT_EVENTS_SHOWN = 100

/** A visit's newest lines, oldest first, and how many there are before them. */
type VisitHistory = { events: StoredVisitEvent[]; eventsBefore: number }

/** What a line is, its reader says. */
const rowSchema = z.looseObject({ visitId: z.uuid(), lines: z.number() })

/** The histories of these visits, as far as they are shown. */
export async function readVisitEvents(visitIds: string[]): Promise<(visitId: string) => VisitHistory> {
  // Prisma's `take` would read all of them and cut here.
  const rows = await db().$queryRaw`
    SELECT newest.*, lines
      FROM unnest(${visitIds}::uuid[]) AS visit (id),
           LATERAL (SELECT count(*)::int AS lines FROM "VisitEvent" WHERE "visitId" = visit.id) AS counted,
           LATERAL (SELECT id, "visitId", at, kind, detail FROM "VisitEvent" WHERE "visitId" = visit.id
                     ORDER BY at DESC, id DESC LIMIT ${VISIT_EVENTS_SHOWN}::int) AS newest
     ORDER BY at, id`
  const lines = z.array(rowSchema).parse(rows)
  return (visitId) => {
    const own = lines.filter((row) => row.visitId === visitId)
    const eventsBefore = (own[0]?.lines ?? 0) - own.length
    return { events: own.flatMap((row) => readVisitEvent(row) ?? []), eventsBefore }
  }
}
