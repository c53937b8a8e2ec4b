import 'server-only'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { audit } from './audit'
import { db } from './db'
import { log } from './log'
import { verifyPassword } from './password'
import { createSession } from './session'
import { forgiveFailures, giveTurnBack, takeTurn, throttleCounters } from './throttle'
import { inTransaction } from './transaction'

/** One answer for an unknown e-mail, a wrong password and a disabled operator: none of them tells who works here. */
const wrong = refuse('wrong_credentials', 'This e-mail and password do not fit together. Check both and try again.')

/** Checks an e-mail (parsed) and a password and starts a session: gives its token, which nobody else has. */
export async function signIn(
  { email, password }: { email: string; password: string },
  from: { address: string; device: string; knownDevice?: string | null },
): Promise<Outcome<{ sessionToken: string }>> {
  const taken = await takeTurn(throttleCounters(email, from))
  if (!taken.ok) return taken

  const operator = await db().operator.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, disabledAt: true },
  })
  const checked = await verifyPassword(operator?.passwordHash ?? null, password)
  if (!checked.ok) {
    await giveTurnBack(taken.turn)
    return checked
  }
  if (!operator || !checked.right || operator.disabledAt) {
    log.warn('sign-in refused', { code: wrong.code })
    return wrong
  }
  await forgiveFailures(taken.turn)
  const { id, passwordHash } = operator
  return inTransaction(async (tx) => {
    // Repeats the hash that was checked: if the password was changed meanwhile, the old one lets nobody in, and the new
    // one is not overwritten.
    const same = await tx.operator.updateMany({
      where: { id, passwordHash },
      data: { passwordHash: checked.rehashed ?? passwordHash },
    })
    if (same.count === 0) return wrong
    const sessionToken = await createSession(id, from.device, tx)
    if (!sessionToken) return wrong
    await audit(tx, { operatorId: id, action: 'operator.signed_in', objectType: 'operator', objectId: id })
    return { ok: true, sessionToken }
  })
}
