import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { roles } from '@/lib/domain/permissions'
import { db } from '@/lib/server/db'
import { createSession } from '@/lib/server/session'
import { encodeSessionCookie, sessionCookieName } from '@/lib/server/session-cookie'

// Makes an operator of the role with a session, and prints the cookie a browser would have got by signing in.
// A process of its own, because the server's files want the react-server condition.
const role = z.enum(roles).parse(process.argv[2])
const email = `${role.toLowerCase()}-${randomUUID()}@example.test`
const { id } = await db().operator.create({ data: { email, name: `${role.toLowerCase()} of a journey`, role } })
const token = await createSession(id, 'A journey')
if (!token) throw new Error('no session')
console.log(JSON.stringify({ id, email, name: sessionCookieName(), value: await encodeSessionCookie(token) }))
process.exit(0)
