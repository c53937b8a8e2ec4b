import 'server-only'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { db } from './db'
import { verifyPassword } from './password'
import { type Actor, confirmSession } from './session'
import { forgiveFailures, giveTurnBack, takeTurn, throttleCounters } from './throttle'

const wrong = 'This is not your present password.'
const wrongPassword = refuse('wrong_password', wrong, { present: wrong })

/** Where a password is typed: what failures are counted by. */
export type TypedFrom = { address: string; knownDevice?: string | null }

/**
 * Whether whoever is signed in knows their own password, asked once more before what cannot be undone. Throttled and
 * queued as signing in is, and the failures count together. Gives the hash that was checked.
 * Refusals: throttled, busy, wrong_password (said at the field `present`).
 */
export async function provePassword(
  actor: Actor,
  present: string,
  from: TypedFrom,
): Promise<Outcome<{ hash: string }>> {
  const taken = await takeTurn(throttleCounters(actor.email, from))
  if (!taken.ok) return taken
  const stored = await db().operator.findUnique({ where: { id: actor.id }, select: { passwordHash: true } })
  const hash = stored?.passwordHash ?? null
  const checked = await verifyPassword(hash, present)
  if (!checked.ok) {
    await giveTurnBack(taken.turn)
    return checked
  }
  if (!checked.right || hash === null) return wrongPassword
  await forgiveFailures(taken.turn)
  return { ok: true, hash }
}

/**
 * Lets this session do what needs a password of a few minutes ago. Refusals: those of provePassword, and wrong_password
 * as well when the session ended or the password was changed meanwhile.
 */
export async function confirm(actor: Actor, present: string, from: TypedFrom): Promise<Outcome> {
  const proved = await provePassword(actor, present, from)
  if (!proved.ok) return proved
  return (await confirmSession(actor, proved.hash)) ? { ok: true } : wrongPassword
}
