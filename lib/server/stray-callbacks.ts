import 'server-only'
import { z } from 'zod'
import type { Environment } from '@/lib/domain/environment'
import { db, type Tx } from './db'
import { env } from './env'
import { setAsideStates } from './quarantine'
import { openBody } from './set-aside-body'

/** How many bodies are read at a time: each may have 2 MB. */
const PAGE = 20

/** Whom a body may be about. The same user id is somebody else in another environment. */
export type Named = { environment: Environment; userId: string; jobIds: string[] }

/**
 * The ids of callbacks that were set aside and name this person, by their user id or the id of one of their jobs,
 * whomever they came for. Bodies are sealed, so every one is opened: as many as the quarantine holds. One that came for
 * no job of ours may be about any environment; one whose key was taken away cannot be opened, and is left out.
 */
export async function strayCallbacks(person: Named): Promise<string[]> {
  const found: string[] = []
  const keyId = { in: env().KIOO_FRAME_KEYS.map(({ id }) => id) }
  const sealed = await db().callback.findMany({
    where: { state: { in: [...setAsideStates] }, keyId },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (let at = 0; at < sealed.length; at += PAGE) {
    const page = await db().callback.findMany({
      where: { id: { in: sealed.slice(at, at + PAGE).map(({ id }) => id) } },
      select: {
        id: true,
        body: true,
        nonce: true,
        wrappedKey: true,
        keyId: true,
        job: { select: { environment: true } },
      },
    })
    for (const { id, body, nonce, wrappedKey, keyId, job } of page) {
      const plain = nonce && wrappedKey && keyId ? openBody({ id, body, nonce, wrappedKey, keyId }) : null
      const environment = job?.environment ?? person.environment
      if (plain && names(plain, environment, person)) found.push(id)
    }
  }
  return found
}

const reportSchema = z.object({ id: z.uuid(), jobId: z.uuid(), body: z.instanceof(Uint8Array) })
export type Report = z.infer<typeof reportSchema>

/**
 * Reports of fraud about other people of the same environment that say they may be this person. The database looks for
 * the letters of the user id first, so that only bodies which hold them are read.
 */
export async function reportsNaming(tx: Tx, person: Named): Promise<Report[]> {
  const { environment, userId } = person
  const rows = await tx.$queryRaw`
    SELECT report.id, report."jobId", report.body FROM "Callback" AS report JOIN "Job" AS job ON job.id = report."jobId"
     WHERE report."resultCode" >= '52' AND report."resultCode" < '53' AND report."keyId" IS NULL
       AND job.environment = ${environment}::"Environment"
       AND (position(convert_to(${userId}::text, 'UTF8') IN report.body) > 0
         OR position(convert_to(${userId.replaceAll('/', '\\/')}::text, 'UTF8') IN report.body) > 0)`
  const reports = z.array(reportSchema).parse(rows)
  return reports.filter(({ body }) => names(body, environment, person))
}

/** Whether a body that came for this environment names them. It may be cut off or no JSON at all, so it is read as text. */
function names(body: Uint8Array, environment: Environment, person: Named): boolean {
  const { userId, jobIds } = person
  const text = new TextDecoder().decode(body)
  if (jobIds.some((id) => text.includes(id))) return true
  const said = userId.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '\\\\?/')
  return environment === person.environment && new RegExp(`"user_id"\\s*:\\s*"${said}"`).test(text)
}
