import 'server-only'
import { reach } from '@/lib/domain/permissions'
import { db } from './db'
import type { Reader } from './jobs'

/** A callback body longer than this is shown cut. */
const SHOWN_CHARACTERS_MAX = 20_000

/** A job's callbacks, newest first; empty for whoever may not read this job's callbacks. */
export async function listCallbacks(reader: Reader, jobId: string) {
  const granted = reach(reader.role, 'callbacks.read')
  if (granted === 'none') return []
  const rows = await db().callback.findMany({
    where: { jobId, ...(granted === 'own' && { job: { createdById: reader.id } }) },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, receivedAt: true, state: true, resultCode: true, reason: true, repeats: true, body: true },
  })
  return rows.map(({ body, ...row }) => ({ ...row, ...bodyText(body) }))
}

export type CallbackView = Awaited<ReturnType<typeof listCallbacks>>[number]

/** The body as it came, and indented when it is JSON. Bytes that are no text are marked, never dropped. */
function bodyText(body: Uint8Array): { raw: string; pretty: string | null } {
  const raw = new TextDecoder().decode(body).slice(0, SHOWN_CHARACTERS_MAX)
  try {
    return { raw, pretty: JSON.stringify(JSON.parse(raw), null, 2) }
  } catch {
    return { raw, pretty: null }
  }
}
