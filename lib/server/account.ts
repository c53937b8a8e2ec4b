import 'server-only'
import { z } from 'zod'
import type { acceptInvitationSchema, changePasswordSchema } from '@/lib/domain/operator-form'
import type { SessionView } from '@/lib/domain/operator-view'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { audit } from './audit'
import { db } from './db'
import { peekLink, takeLink } from './one-time-link'
import { choosePassword } from './password-choice'
import { provePassword, type TypedFrom } from './prove-password'
import { type Actor, createSession, endSession, endSessions, sessionLimits } from './session'
import { inTransaction } from './transaction'

const overtaken = refuse(
  'signed_out',
  'Your password was changed elsewhere meanwhile, or your account was disabled. Nothing was changed here. Sign in again.',
)
const over = refuse('link_over', 'This invitation was used or is too old. Ask an administrator for a new link.')

/** Whom an invitation is for. Null: unknown, used or too old. Changes nothing. */
export async function openInvitation(token: string): Promise<{ email: string; name: string } | null> {
  const link = await peekLink(token)
  return link?.email && link.name ? { email: link.email, name: link.name } : null
}

/** Takes an invitation: sets the password, ends whatever sessions there were and starts one. */
export async function acceptInvitation(
  form: z.output<typeof acceptInvitationSchema>,
  device: string,
): Promise<Outcome<{ sessionToken: string }>> {
  const { operatorId: id, email, name } = (await peekLink(form.token)) ?? {}
  if (!id || !email || !name) return over
  const chosen = await choosePassword(form.password, { email, name })
  if (!chosen.ok) return chosen
  return inTransaction(async (tx) => {
    // The operator before their one-time link (docs/decisions/021), as whoever disables them.
    const rows = await tx.$queryRaw`
      SELECT "passwordHash" FROM "Operator" WHERE id = ${id}::uuid AND "disabledAt" IS NULL FOR UPDATE`
    const [before] = z.array(z.object({ passwordHash: z.string().nullable() })).parse(rows)
    if (!before || !(await takeLink(tx, form.token))) return over
    await tx.operator.update({ where: { id }, data: { passwordHash: chosen.hash } })
    await endSessions(tx, id)
    const sessionToken = await createSession(id, device, tx)
    if (!sessionToken) return over
    // Somebody who was in before has been invited again because they no longer knew their password.
    const action = before.passwordHash ? 'operator.password_changed' : 'operator.accepted'
    await audit(tx, { operatorId: id, action, objectType: 'operator', objectId: id })
    return { ok: true, sessionToken }
  })
}

/**
 * Changes one's own password; needs the present one. Ends every session, this one too, and gives the
 * token of a new one: a cookie somebody copied earlier is worth nothing afterwards. Refusals: throttled, busy,
 * wrong_password, guessable, and signed_out when the password was changed or the account disabled meanwhile.
 */
export async function changePassword(
  actor: Actor,
  form: z.output<typeof changePasswordSchema>,
  from: TypedFrom & { device: string },
): Promise<Outcome<{ sessionToken: string }>> {
  const proved = await provePassword(actor, form.present, from)
  if (!proved.ok) return proved
  const chosen = await choosePassword(form.password, actor)
  if (!chosen.ok) return chosen
  return inTransaction(async (tx) => {
    // Repeats the hash that was checked: another password that was set meanwhile stays. It may have been set by an
    // invitation, because this one was no longer safe.
    const { count } = await tx.operator.updateMany({
      where: { id: actor.id, passwordHash: proved.hash, disabledAt: null },
      data: { passwordHash: chosen.hash },
    })
    if (count === 0) return overtaken
    await endSessions(tx, actor.id)
    const sessionToken = await createSession(actor.id, from.device, tx)
    if (!sessionToken) return overtaken
    await audit(tx, {
      operatorId: actor.id,
      action: 'operator.password_changed',
      objectType: 'operator',
      objectId: actor.id,
    })
    return { ok: true, sessionToken }
  })
}

const sessionSchema = z.object({
  id: z.uuid(),
  device: z.string(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  present: z.boolean(),
}) satisfies z.ZodType<SessionView>

/** One's own sessions that still count, the latest first. */
export async function listSessions(actor: Actor): Promise<SessionView[]> {
  const rows = await db().$queryRaw`
    SELECT id, device, "createdAt", "lastSeenAt", id = ${actor.sessionId}::uuid AS present
    FROM "OperatorSession"
    WHERE "operatorId" = ${actor.id}::uuid AND "endedAt" IS NULL AND "expiresAt" > now()
      AND "lastSeenAt" > now() - make_interval(mins => ${sessionLimits[actor.role].idleMinutes}::int)
    ORDER BY "lastSeenAt" DESC LIMIT 100`
  return z.array(sessionSchema).parse(rows)
}

/** Ends one of one's own sessions, be it this one (signing out) or another device's. */
export async function endOwnSession(actor: Actor, sessionId: string): Promise<Outcome> {
  return inTransaction(async (tx) => {
    if (!(await endSession(tx, actor.id, sessionId)))
      return refuse('not_found', 'This session is over already. Load the page again.')
    await audit(tx, {
      operatorId: actor.id,
      action: 'operator.signed_out',
      objectType: 'session',
      objectId: sessionId,
    })
    return { ok: true }
  })
}
