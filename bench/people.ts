import { randomUUID } from 'node:crypto'
import { db } from '@/lib/server/db'
import { createSession } from '@/lib/server/session'
import { encodeSessionCookie, sessionCookieName } from '@/lib/server/session-cookie'

type Bencher = { id: string; cookie: string }

/** An operator with a session, and the cookie their browser would send. */
export async function operator(): Promise<Bencher> {
  const { id } = await db().operator.create({
    data: { email: `${randomUUID()}@bench.test`, name: 'Bench', role: 'OPERATOR' },
  })
  const token = await createSession(id, 'bench')
  if (!token) throw new Error('no session')
  return { id, cookie: `${sessionCookieName()}=${await encodeSessionCookie(token)}` }
}
