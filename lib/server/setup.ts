import 'server-only'
import type { z } from 'zod'
import { emailSchema } from '@/lib/domain/email'
import type { setUpSchema } from '@/lib/domain/operator-form'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { audit } from './audit'
import { db, type Tx } from './db'
import { env } from './env'
import { issueLink, peekLink, takeLink } from './one-time-link'
import { hashPassword } from './password'
import { adminPasswordFault, choosePassword } from './password-choice'
import { createSession } from './session'
import { inTransaction } from './transaction'

const over = refuse('link_over', 'This set-up link was used or is too old. Restart Kioo: it prints a new one.')
/** Once there is an operator no restart prints another link. */
const done = refuse('set_up', 'Kioo is set up already. Go to sign-in.')

/** One process at a time decides whether there is an operator yet. Held until the transaction ends. */
async function noOperatorYet(tx: Tx): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('kioo first operator'))`
  return (await tx.operator.findFirst({ select: { id: true } })) === null
}

/**
 * A fresh set-up link for the first administrator, good once and for 30 minutes by the database's
 * clock; earlier ones end. Null: there is an operator already. Whoever starts Kioo prints it.
 */
export async function openSetup(): Promise<string | null> {
  return db().$transaction(async (tx) => ((await noOperatorYet(tx)) ? issueLink(tx, null) : null))
}

/** Whether somebody has set Kioo up. */
export async function isSetUp(): Promise<boolean> {
  return (await db().operator.findFirst({ select: { id: true } })) !== null
}

/** Whether a set-up link may still be used. Changes nothing. */
export async function isSetupOpen(token: string): Promise<boolean> {
  return (await peekLink(token))?.operatorId === null
}

/** Makes the first administrator and signs them in: gives the session's token. */
export async function completeSetup(
  form: z.output<typeof setUpSchema>,
  device: string,
): Promise<Outcome<{ sessionToken: string }>> {
  if (await isSetUp()) return done
  if (!(await isSetupOpen(form.token))) return over
  const chosen = await choosePassword(form.password, form)
  if (!chosen.ok) return chosen
  return inTransaction(async (tx) => {
    if (!(await noOperatorYet(tx))) return done
    const link = await takeLink(tx, form.token)
    if (link?.operatorId !== null) return over
    const { email, name } = form
    const { id } = await tx.operator.create({ data: { email, name, role: 'ADMIN', passwordHash: chosen.hash } })
    await audit(tx, { operatorId: id, action: 'setup.completed', objectType: 'operator', objectId: id })
    const sessionToken = await createSession(id, device, tx)
    return sessionToken ? { ok: true, sessionToken } : over
  })
}

/**
 * The first administrator of an automated install, from KIOO_ADMIN_EMAIL and KIOO_ADMIN_PASSWORD.
 * True: made now. False: not asked for, or there is an operator already. Throws for unfit settings.
 */
export async function ensureAdminFromEnv(): Promise<boolean> {
  const { KIOO_ADMIN_EMAIL = '', KIOO_ADMIN_PASSWORD = '' } = env()
  if ((!KIOO_ADMIN_EMAIL && !KIOO_ADMIN_PASSWORD) || (await isSetUp())) return false
  const fault = await adminPasswordFault(KIOO_ADMIN_PASSWORD, KIOO_ADMIN_EMAIL)
  if (fault) throw new Error(fault)
  const email = emailSchema.parse(KIOO_ADMIN_EMAIL)
  const chosen = await hashPassword(KIOO_ADMIN_PASSWORD)
  if (!chosen.ok) throw new Error(`Wrong settings. KIOO_ADMIN_PASSWORD: ${chosen.message}`)
  return db().$transaction(async (tx) => {
    if (!(await noOperatorYet(tx))) return false
    const data = { email, name: 'Administrator', role: 'ADMIN', passwordHash: chosen.hash } as const
    const { id } = await tx.operator.create({ data })
    await audit(tx, { operatorId: null, action: 'setup.completed', objectType: 'operator', objectId: id })
    return true
  })
}
