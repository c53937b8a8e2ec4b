import 'server-only'
import { z } from 'zod'
import type { inviteSchema } from '@/lib/domain/operator-form'
import type { OperatorView } from '@/lib/domain/operator-view'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Role } from '@/lib/domain/permissions'
import { audit } from './audit'
import { databaseTime } from './database-clock'
import { db, type Tx } from './db'
import { endLinks, issueLink } from './one-time-link'
import { type Actor, endSessions } from './session'
import { inTransaction } from './transaction'

const notFound = refuse('not_found', 'There is no such operator any more. Load the page again.')
const yourself = refuse('yourself', 'You cannot do this to yourself. Ask another administrator.')
const demoted = refuse('forbidden', 'You are no longer an administrator, so nothing was changed.')

/** Every operator, newest last. */
export async function listOperators(): Promise<OperatorView[]> {
  const rows = await db().operator.findMany({
    orderBy: { id: 'asc' },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      disabledAt: true,
      passwordHash: true,
      sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
    },
  })
  return rows.map(({ disabledAt, passwordHash, sessions, ...view }) => ({
    ...view,
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    state: disabledAt ? 'disabled' : passwordHash ? 'active' : 'invited',
  }))
}

/** Adds an operator who has no password yet, and the link to choose one, which is shown once. */
export async function inviteOperator(
  actor: Actor,
  form: z.output<typeof inviteSchema>,
): Promise<Outcome<{ operatorId: string; link: string }>> {
  return asAdministrator(actor, async (tx) => {
    const taken = await tx.operator.createMany({ data: [form], skipDuplicates: true })
    if (taken.count === 0) {
      const message = 'Somebody with this e-mail is on the list already.'
      return refuse('email_taken', message, { email: message })
    }
    const { id } = await tx.operator.findUniqueOrThrow({ where: { email: form.email }, select: { id: true } })
    await audit(tx, { ...line(actor, id), action: 'operator.invited', detail: { role: form.role } })
    return { ok: true, operatorId: id, link: await issueLink(tx, id) }
  })
}

/** A new link to choose a password, for a lost invitation or a forgotten password. The old password works until it is used. */
export async function inviteAgain(actor: Actor, operatorId: string): Promise<Outcome<{ link: string }>> {
  if (operatorId === actor.id) return yourself
  return asAdministrator(actor, async (tx) => {
    const known = await tx.operator.findFirst({ where: { id: operatorId, disabledAt: null }, select: { id: true } })
    if (!known) return notFound
    await audit(tx, { ...line(actor, operatorId), action: 'operator.invited' })
    return { ok: true, link: await issueLink(tx, operatorId) }
  })
}

/** Gives another role, and ends the operator's sessions: each session has one role from begin to end. */
export async function changeRole(actor: Actor, operatorId: string, role: Role): Promise<Outcome> {
  if (operatorId === actor.id) return yourself
  return asAdministrator(actor, async (tx) => {
    const before = await tx.operator.findUnique({ where: { id: operatorId }, select: { role: true } })
    if (!before) return notFound
    if (before.role === role) return { ok: true }
    await tx.operator.update({ where: { id: operatorId }, data: { role }, select: { id: true } })
    await endSessions(tx, operatorId)
    await audit(tx, { ...line(actor, operatorId), action: 'operator.changed', detail: { from: before.role, to: role } })
    return { ok: true }
  })
}

/** Ends every sign-in of an operator, who can sign in again: a lost phone, a desk that was left. */
export async function endOperatorSessions(actor: Actor, operatorId: string): Promise<Outcome> {
  if (operatorId === actor.id) return yourself
  return asAdministrator(actor, async (tx) => {
    const known = await tx.operator.findUnique({ where: { id: operatorId }, select: { id: true } })
    if (!known) return notFound
    await endSessions(tx, operatorId)
    await audit(tx, { ...line(actor, operatorId), action: 'operator.sessions_ended' })
    return { ok: true }
  })
}

/** Closes or opens an operator's account. Closing ends sessions and invitations; nothing of their work is lost. */
export async function setDisabled(actor: Actor, operatorId: string, disabled: boolean): Promise<Outcome> {
  if (operatorId === actor.id) return yourself
  return asAdministrator(actor, async (tx) => {
    const { count } = await tx.operator.updateMany({
      where: { id: operatorId },
      data: { disabledAt: disabled ? await databaseTime(tx) : null },
    })
    if (count === 0) return notFound
    if (disabled) {
      await endSessions(tx, operatorId)
      await endLinks(tx, operatorId)
    }
    await audit(tx, { ...line(actor, operatorId), action: disabled ? 'operator.disabled' : 'operator.enabled' })
    return { ok: true }
  })
}

function line(actor: Actor, objectId: string) {
  return { operatorId: actor.id, objectType: 'operator', objectId } as const
}

/**
 * Runs a change while every active administrator's row is locked and the actor is still one of them.
 * Nobody changes themselves, so the actor stays: the last active administrator cannot be lost, not
 * even by two who demote each other at the same moment.
 */
async function asAdministrator<T extends object>(
  actor: Actor,
  change: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return inTransaction(async (tx) => {
    const rows = await tx.$queryRaw`
      SELECT id FROM "Operator" WHERE role = 'ADMIN' AND "disabledAt" IS NULL ORDER BY id FOR UPDATE`
    const active = z.array(z.object({ id: z.uuid() })).parse(rows)
    return active.some(({ id }) => id === actor.id) ? change(tx) : demoted
  })
}
