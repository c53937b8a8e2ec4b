import 'server-only'
import type { Environment } from '@/lib/domain/environment'
import { may, type Staff } from '@/lib/domain/permissions'
import { suspectsIn } from '@/lib/smile-id/suspects'
import { db } from './db'

/** So many are named; all of them stand in the report. */
const NAMED_MAX = 10

/** Somebody who may be the same person; without `enrolleeId` nobody here has this user id any more, or ever had. */
export type Suspect = { userId: string; displayName: string | null; enrolleeId: string | null }

/** Whom these reports suspect, as this reader may see them: nobody, for whoever may not see people. */
export async function readSuspects(
  reader: Staff,
  environment: Environment,
  bodies: readonly string[],
): Promise<Suspect[]> {
  if (!may(reader, 'people.read')) return []
  const userIds = [...new Set(bodies.flatMap(suspectsIn))].slice(0, NAMED_MAX)
  if (userIds.length === 0) return []
  const rows = await db().enrollee.findMany({
    where: { environment, userId: { in: userIds } },
    select: { id: true, userId: true, displayName: true },
  })
  const known = new Map(rows.map((row) => [row.userId, row]))
  return userIds.map((userId) => {
    const person = known.get(userId)
    return { userId, displayName: person?.displayName ?? null, enrolleeId: person?.id ?? null }
  })
}
