import 'server-only'
import { z } from 'zod'
import { reach, type Staff } from '@/lib/domain/permissions'
import { db } from './db'

/** So many are listed; of more, the page says how many there are. */
export const LISTED_MAX = 50
/** Of a longer body this much is shown. Cut by the database: the rest never leaves it for a page. */
export const SHOWN_BYTES_MAX = 20_000

const rowSchema = z.object({
  id: z.uuid(),
  receivedAt: z.date(),
  state: z.string(),
  resultCode: z.string().nullable(),
  reason: z.string().nullable(),
  repeats: z.number().int(),
  bytes: z.number().int(),
  /** Null: sealed, because it was set aside. */
  body: z.instanceof(Uint8Array).nullable(),
  all: z.number().int(),
})

/**
 * A job's newest callbacks and how many older ones there are; none for whoever may not read this job's callbacks.
 */
export async function listCallbacks(reader: Staff, jobId: string) {
  const granted = reach(reader.role, 'callbacks.read')
  if (granted === 'none') return { newest: [], older: 0 }
  const found = await db().$queryRaw`
    SELECT id, "receivedAt", state::text, "resultCode", reason, repeats, octet_length(body) AS bytes,
           CASE WHEN "keyId" IS NULL THEN substring(body FROM 1 FOR ${SHOWN_BYTES_MAX}::int) END AS body, (count(*) OVER ())::int AS all
      FROM "Callback" AS callback
     WHERE "jobId" = ${jobId}::uuid
       AND (${granted === 'all'} OR EXISTS (
         SELECT 1 FROM "Job" WHERE id = callback."jobId" AND "createdById" = ${reader.id}::uuid))
     ORDER BY "receivedAt" DESC, id DESC
     LIMIT ${LISTED_MAX}`
  const rows = z.array(rowSchema).parse(found)
  const newest = rows.map(({ all: _, body, ...row }) => ({ ...row, ...bodyText(body, row.bytes) }))
  return { newest, older: (rows[0]?.all ?? 0) - rows.length }
}

type BodyText = { raw: string | null; shown: number; pretty: string | null }

/** The body as it came, and indented when it is whole JSON. Bytes that are no text are marked, never dropped. */
export function bodyText(body: Uint8Array | null, bytes: number): BodyText {
  if (!body) return { raw: null, shown: 0, pretty: null }
  const shown = body.length
  // A letter cut in two at the end is no broken one.
  const raw = new TextDecoder().decode(body, { stream: shown < bytes })
  try {
    return { raw, shown, pretty: JSON.stringify(JSON.parse(raw), null, 2) }
  } catch {
    return { raw, shown, pretty: null }
  }
}
