import 'server-only'
import { z } from 'zod'
import { may, type Staff } from '@/lib/domain/permissions'
import { db } from './db'
import { KEPT_DAYS } from './imports'

/** An import whose links are made, some or all, and not downloaded yet. */
const waitingSchema = z.object({
  id: z.uuid(),
  createdAt: z.date(),
  label: z.string(),
  wanted: z.number().int(),
  made: z.number().int(),
  /** When Kioo forgets its links. */
  keptUntil: z.date(),
})
type WaitingImport = z.infer<typeof waitingSchema>

/** The reader's own imports whose links nobody has downloaded, the first to be forgotten first: nobody else can. */
export async function listWaitingImports(reader: Staff): Promise<WaitingImport[]> {
  if (!may(reader, 'imports.manage')) return []
  const rows = await db().$queryRaw`
    SELECT i.id, i."createdAt", i.options->>'label' AS label, i.wanted, count(l.id)::int AS made,
           i."createdAt" + make_interval(days => ${KEPT_DAYS}::int) AS "keptUntil"
      FROM "LinkImport" i CROSS JOIN LATERAL jsonb_array_elements(i.rows) AS kept
      JOIN "Link" l ON l."importKey" = i.id || ':' || (kept.value->>'line')
     WHERE i."createdById" = ${reader.id}::uuid AND i."startedAt" IS NOT NULL AND i."downloadedAt" IS NULL
       AND i.seed IS NOT NULL
     GROUP BY i.id ORDER BY i."createdAt", i.id`
  return z.array(waitingSchema).parse(rows)
}
