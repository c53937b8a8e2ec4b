import 'server-only'
import { z } from 'zod'
import { db, type Tx } from './db'
import { idsOf } from './rows'

const wayRowSchema = z.object({ id: z.uuid(), isLast: z.boolean() })

/**
 * The visits of one person who went on from device to device, this one among them, in no order; whoever goes on with a
 * link that is for one person is taken for that person. `last` is where it ended: only from there a selfie can have been
 * sent.
 */
export async function handedOver(tx: Tx, visitId: string): Promise<{ visitIds: string[]; last: string }> {
  const rows = await tx.$queryRaw`
    WITH RECURSIVE way AS (
      SELECT id, "supersededById" FROM "Visit" WHERE id = ${visitId}::uuid
       UNION
      SELECT v.id, v."supersededById"
        FROM way JOIN "Visit" v ON v.id = way."supersededById" OR v."supersededById" = way.id
    ) SELECT id, "supersededById" IS NULL AS "isLast" FROM way`
  const way = z.array(wayRowSchema).parse(rows)
  return { visitIds: way.map(({ id }) => id), last: way.find(({ isLast }) => isLast)?.id ?? visitId }
}

/** The visit in which it ended that somebody went on from this one, in one statement however often they did. */
export async function lastHandedTo(visitId: string): Promise<string> {
  const rows = await db().$queryRaw`
    WITH RECURSIVE way AS (
      SELECT id, "supersededById" FROM "Visit" WHERE id = ${visitId}::uuid
       UNION
      SELECT v.id, v."supersededById" FROM way JOIN "Visit" v ON v.id = way."supersededById"
    ) SELECT id FROM way WHERE "supersededById" IS NULL`
  return idsOf(rows)[0] ?? visitId
}
