import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { CONFIRMED_MINUTES, type Role, roles } from '@/lib/domain/permissions'
import { db, type Tx } from './db'
import { pool } from './pool'
import { hashToken } from './secrets'

/** What one sign-in proves: who, and by which session. */
export type Actor = { id: string; sessionId: string; email: string; name: string; role: Role }

/** `confirmed`: this session's password was typed within the last CONFIRMED_MINUTES. */
export type SignedIn = Actor & { confirmed: boolean }

/** Hours a session lives at most, and minutes it may lie idle (OWASP ASVS 5.0.0, 7.3.1 and 7.3.2). */
export const sessionLimits = {
  ADMIN: { hours: 8, idleMinutes: 15 },
  OPERATOR: { hours: 12, idleMinutes: 30 },
  VIEWER: { hours: 12, idleMinutes: 30 },
} as const satisfies Record<Role, { hours: number; idleMinutes: number }>

/** The longest any cookie may live; the database decides earlier. */
export const SESSION_SECONDS_MAX = 12 * 60 * 60

/**
 * Starts a session for an operator who is not disabled and gives its token, which is kept nowhere:
 * the row has only the SHA-256. All times are the database's. Null: no such operator, or disabled.
 */
export async function createSession(operatorId: string, device: string, tx: Tx = db()): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  const made = await tx.$executeRaw`
    INSERT INTO "OperatorSession" (id, "tokenHash", "operatorId", "createdAt", "confirmedAt", "lastSeenAt", "expiresAt", device)
    SELECT gen_random_uuid(), ${hashToken(token)}, o.id, now(), now(), now(),
           now() + make_interval(hours => CASE o.role
             WHEN 'ADMIN' THEN ${sessionLimits.ADMIN.hours}::int
             ELSE ${sessionLimits.OPERATOR.hours}::int END),
           ${device}
    FROM "Operator" o
    WHERE o.id = ${operatorId}::uuid AND o."disabledAt" IS NULL`
  return made === 1 ? token : null
}

/** Whether a request comes from somebody's hand, or from an open page by itself. */
export type AskedBy = 'somebody' | 'an open page'

const foundSchema = z.object({
  id: z.uuid(),
  sessionId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  confirmed: z.boolean(),
  seenLongAgo: z.boolean(),
})

/**
 * Who holds this token, asked of the database at every request, so that an ended, expired or idle
 * session, a disabled operator and a changed role count at once and on every node. Null: nobody.
 * `by`: a page that asks by itself gives no sign of life, so that one left open comes to its idle end.
 */
export async function findSession(token: string, by: AskedBy = 'somebody'): Promise<SignedIn | null> {
  const { rows } = await pool().query({ name: 'find-session', text: findStatement, values: [hashToken(token)] })
  const found = rows.length ? foundSchema.parse(rows[0]) : null
  if (!found) return null
  const { seenLongAgo, ...actor } = found
  // At most one write a minute: a busy page must not turn every read into a write.
  if (seenLongAgo && by === 'somebody')
    await db().$executeRaw`
      UPDATE "OperatorSession" SET "lastSeenAt" = now()
      WHERE id = ${actor.sessionId}::uuid AND "lastSeenAt" < now() - interval '1 minute'`
  return actor
}

const findStatement = `
  SELECT o.id, s.id AS "sessionId", o.email, o.name, o.role::text AS role,
         s."confirmedAt" > now() - make_interval(mins => ${CONFIRMED_MINUTES}) AS confirmed,
         s."lastSeenAt" < now() - interval '1 minute' AS "seenLongAgo"
    FROM "OperatorSession" s JOIN "Operator" o ON o.id = s."operatorId"
   WHERE s."tokenHash" = $1
     AND s."endedAt" IS NULL AND s."expiresAt" > now() AND o."disabledAt" IS NULL
     AND s."lastSeenAt" > now() - make_interval(mins => CASE o.role
           WHEN 'ADMIN' THEN ${sessionLimits.ADMIN.idleMinutes} ELSE ${sessionLimits.OPERATOR.idleMinutes} END)`

/**
 * Writes down that whoever holds this session has just typed the password behind `hash`. False: the session is over, or
 * the password is another by now.
 */
export async function confirmSession({ id, sessionId }: Actor, hash: string): Promise<boolean> {
  const confirmed = await db().$executeRaw`
    UPDATE "OperatorSession" s SET "confirmedAt" = now() FROM "Operator" o
     WHERE s.id = ${sessionId}::uuid AND s."operatorId" = ${id}::uuid AND s."endedAt" IS NULL
       AND o.id = s."operatorId" AND o."passwordHash" = ${hash} AND o."disabledAt" IS NULL`
  return confirmed === 1
}

/** Ends one session of this operator; the next request with it is a stranger's. False: not theirs, or already over. */
export async function endSession(tx: Tx, operatorId: string, sessionId: string): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE "OperatorSession" SET "endedAt" = now()
    WHERE id = ${sessionId}::uuid AND "operatorId" = ${operatorId}::uuid AND "endedAt" IS NULL`
  return ended === 1
}

/** Ends every session of an operator, or every one but `exceptId`. Part of the change that asks for it. */
export async function endSessions(tx: Tx, operatorId: string, exceptId: string | null = null): Promise<void> {
  await tx.$executeRaw`
    UPDATE "OperatorSession" SET "endedAt" = now()
    WHERE "operatorId" = ${operatorId}::uuid AND "endedAt" IS NULL
      AND (${exceptId}::uuid IS NULL OR id <> ${exceptId}::uuid)`
}

/**
 * Forgets sessions a month after their end: when and on what somebody was signed in is nobody's business for longer.
 * Returns how many.
 */
export function wipeSessions(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "OperatorSession" WHERE LEAST("endedAt", "expiresAt") < now() - interval '30 days'`
}
