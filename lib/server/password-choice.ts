import 'server-only'
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
