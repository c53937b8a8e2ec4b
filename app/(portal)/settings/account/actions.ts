'use server'
import { revalidatePath } from 'next/cache'
import { type FormState, fieldsOf, nextAnswer } from '@/lib/domain/form-state'
import { changePasswordSchema, sessionIdSchema } from '@/lib/domain/operator-form'
import { unfit } from '@/lib/domain/unfit'
import { changePassword, endOwnSession } from '@/lib/server/account'
import { actionActor } from '@/lib/server/auth'
import { enter, knownDevice, visitor } from '@/lib/server/auth-visitor'

/** Changes one's own password and ends every other session. */
export async function changePasswordAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('account.manage')
  if (!door.ok) return { ...state, refusal: door }
  const parsed = changePasswordSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const from = { ...(await visitor()), knownDevice: await knownDevice(door.actor.email) }
  const changed = await changePassword(door.actor, parsed.data, from)
  if (!changed.ok) return { ...state, refusal: changed }
  await enter(changed.sessionToken)
  revalidatePath('/settings/account')
  return { ...state, refusal: null }
}

/** Ends one of one's own sessions. */
export async function endSessionAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('account.manage')
  if (!door.ok) return { ...state, refusal: door }
  const parsed = sessionIdSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const ended = await endOwnSession(door.actor, parsed.data.sessionId)
  revalidatePath('/settings/account')
  return { ...state, refusal: ended.ok ? null : ended }
}
