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

/** Why the first administrator cannot have the password that the settings give them, in one line; null: they can. */
export async function adminPasswordFault(password: string, email: string): Promise<string | null> {
  const { success, error } = newPasswordSchema.safeParse(password)
  const fault = success ? (await isGuessable(password, { email })) && guessable : error.issues[0]?.message
  return fault ? `Wrong settings. KIOO_ADMIN_PASSWORD: ${fault}` : null
}
