import 'server-only'
import { newPasswordSchema } from '@/lib/domain/operator-form'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { hashPassword } from './password'
import { isGuessable } from './password-guess'

const guessable = 'This one is easy to guess. Use a few unrelated words that say nothing about Kioo or you.'

/** The hash of a password somebody chose, unless it is among the first an attacker would try. */
export async function choosePassword(
  password: string,
  about: { email: string; name: string },
): Promise<Outcome<{ hash: string }>> {
  if (await isGuessable(password, about)) return refuse('guessable', guessable, { password: guessable })
  return hashPassword(password)
}

/**
 * Why there can be no first administrator by what the settings say of them, in one line; null: there can. Empty: not
 * set. A name that was mistyped must not leave the first place to whoever opens the set-up link.
 */
export async function adminPasswordFault(password: string, email: string): Promise<string | null> {
  if (!email || !password) return 'Wrong settings. KIOO_ADMIN_EMAIL and KIOO_ADMIN_PASSWORD: set both, or neither.'
  const { success, error } = newPasswordSchema.safeParse(password)
  const fault = success ? (await isGuessable(password, { email })) && guessable : error.issues[0]?.message
  return fault ? `Wrong settings. KIOO_ADMIN_PASSWORD: ${fault}` : null
}
