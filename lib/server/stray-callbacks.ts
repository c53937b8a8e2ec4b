import 'server-only'
import { db, type Tx } from './db'
import { env } from './env'
import { setAsideStates } from './quarantine'
import { openBody } from './set-aside-body'

/** Bodies that are read at once: each may have 2 MB. */
const PAGE = 20

/** Whom a body may be about. */
export type Named = { userId: string; jobIds: string[] }

/**
 * What was set aside and says this person's user id, or the id of one of their jobs, whomever it came for: it is
 * sealed, so each is opened. Bounded by the quarantine. Those whose key was taken away open for nobody.
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
      select: { id: true, body: true, nonce: true, wrappedKey: true, keyId: true },
    })
    for (const { id, body, nonce, wrappedKey, keyId } of page) {
      const plain = nonce && wrappedKey && keyId ? openBody({ id, body, nonce, wrappedKey, keyId }) : null
      if (plain && names(plain, person)) found.push(id)
    }
  }
  return found
}

/**
 * Reports of fraud about other people that name this one as who they may be. A body that does not hold the letters of
 * the user id at all is not even read.
 */
export async function reportsNaming(tx: Tx, person: Named): Promise<string[]> {
  const { userId } = person
  const rows = await tx.$queryRaw<{ id: string; body: Uint8Array }[]>`
    SELECT id, body FROM "Callback"
     WHERE "resultCode" >= '52' AND "resultCode" < '53' AND "keyId" IS NULL
       AND (position(convert_to(${userId}::text, 'UTF8') IN body) > 0
         OR position(convert_to(${userId.replaceAll('/', '\\/')}::text, 'UTF8') IN body) > 0)`
  return rows.flatMap(({ id, body }) => (names(body, person) ? [id] : []))
}

/** The body may be cut off or no JSON at all, so it is read as text. */
function names(body: Uint8Array, { userId, jobIds }: Named): boolean {
  const text = new TextDecoder().decode(body)
  const said = userId.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '\\\\?/')
  return jobIds.some((id) => text.includes(id)) || new RegExp(`"user_id"\\s*:\\s*"${said}"`).test(text)
}
