import 'server-only'
import { db } from './db'
import { env } from './env'
import { openBody } from './set-aside-body'

/** Bodies that are read at once: each may have 2 MB. */
const PAGE = 20

/**
 * What was set aside without a job and says this person's user id, or the id of one of their jobs, all the same: they
 * are sealed, so each is opened. Bounded by the quarantine. Those whose key was taken away open for nobody.
 */
export async function strayCallbacks({ userId, jobIds }: { userId: string; jobIds: string[] }): Promise<string[]> {
  const found: string[] = []
  const keyId = { in: env().KIOO_FRAME_KEYS.map(({ id }) => id) }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = await db().callback.findMany({
      where: { jobId: null, keyId, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: { id: true, body: true, nonce: true, wrappedKey: true, keyId: true },
    })
    for (const { id, body, nonce, wrappedKey, keyId } of page) {
      const plain = nonce && wrappedKey && keyId ? openBody({ id, body, nonce, wrappedKey, keyId }) : null
      if (plain && names(new TextDecoder().decode(plain), userId, jobIds)) found.push(id)
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return found
    after = last.id
  }
}

/** The body may be cut off or no JSON at all, so it is read as text. */
function names(text: string, userId: string, jobIds: string[]): boolean {
  const said = userId.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '\\\\?/')
  return jobIds.some((id) => text.includes(id)) || new RegExp(`"user_id"\\s*:\\s*"${said}"`).test(text)
}
