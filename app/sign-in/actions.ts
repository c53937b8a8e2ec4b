'use server'
import { type FormState, fieldsOf, nextAnswer, typedText } from '@/lib/domain/form-state'
import { signInSchema } from '@/lib/domain/operator-form'
import { unfit } from '@/lib/domain/unfit'
import { signIn } from '@/lib/server/auth-sign-in'
import { enter, knownDevice, visitorAction } from '@/lib/server/auth-visitor'

/** Signs in. The page then sees who is there and leads on. */
export async function signInAction(before: FormState<'email'>, form: FormData): Promise<FormState<'email'>> {
  const state = { typed: typedText(form, 'email'), answered: nextAnswer(before) }
  const door = await visitorAction()
  if (!door.ok) return { ...state, refusal: door }
  const parsed = signInSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const from = { ...door.visitor, knownDevice: await knownDevice(parsed.data.email) }
  const signedIn = await signIn(parsed.data, from)
  if (!signedIn.ok) return { ...state, refusal: signedIn }
  await enter(signedIn.sessionToken)
  return { ...state, refusal: null }
}
