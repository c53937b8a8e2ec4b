'use server'
import { redirect } from 'next/navigation'
import { type FormState, fieldsOf, nextAnswer, typedText } from '@/lib/domain/form-state'
import { setUpSchema } from '@/lib/domain/operator-form'
import { unfit } from '@/lib/domain/unfit'
import { enter, visitorAction } from '@/lib/server/auth-visitor'
import { completeSetup } from '@/lib/server/setup'

type State = FormState<'name' | 'email'>

/** Makes the first administrator, signed in. */
export async function setUpAction(before: State, form: FormData): Promise<State> {
  const state = { typed: typedText(form, 'name', 'email'), answered: nextAnswer(before) }
  const door = await visitorAction()
  if (!door.ok) return { ...state, refusal: door }
  const parsed = setUpSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const made = await completeSetup(parsed.data, door.visitor.device)
  if (!made.ok) return { ...state, refusal: made }
  await enter(made.sessionToken)
  redirect('/')
}
