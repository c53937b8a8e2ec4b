'use server'
import { redirect } from 'next/navigation'
import { type FormState, fieldsOf, nextAnswer } from '@/lib/domain/form-state'
import { acceptInvitationSchema } from '@/lib/domain/operator-form'
import { unfit } from '@/lib/domain/unfit'
import { acceptInvitation } from '@/lib/server/account'
import { enter, visitorAction } from '@/lib/server/auth-visitor'

/** Takes an invitation: the chosen password is set, and whoever chose it is signed in. */
export async function acceptInvitationAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await visitorAction()
  if (!door.ok) return { ...state, refusal: door }
  const parsed = acceptInvitationSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const accepted = await acceptInvitation(parsed.data, door.visitor.device)
  if (!accepted.ok) return { ...state, refusal: accepted }
  await enter(accepted.sessionToken)
  redirect('/')
}
