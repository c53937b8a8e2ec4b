import 'server-only'
import { z } from 'zod'
import { db } from './db'
import { type Actor, sessionLimits } from './session'

/**
 * Whether a session still holds, for what stays open long after its request. Unlike a request it is no
 * sign of life: an open page must not keep an idle session alive.
 */
export async function isSessionAlive({ sessionId, role }: Pick<Actor, 'sessionId' | 'role'>): Promise<boolean> {
  const rows = await db().$queryRaw`
    SELECT s."endedAt" IS NULL AND s."expiresAt" > now() AND o."disabledAt" IS NULL AND o.role::text = ${role}
           AND s."lastSeenAt" > now() - make_interval(mins => ${sessionLimits[role].idleMinutes}::int) AS alive
    FROM "OperatorSession" s JOIN "Operator" o ON o.id = s."operatorId"
    WHERE s.id = ${sessionId}::uuid`
  const [found] = z.array(z.object({ alive: z.boolean() })).parse(rows)
  return found?.alive ?? false
}
