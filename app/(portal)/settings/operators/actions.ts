'use server'
import { revalidatePath } from 'next/cache'
import { type FormState, nextAnswer, typedText } from '@/lib/domain/form-state'
import { changeRoleSchema, disableSchema, inviteSchema, operatorIdSchema } from '@/lib/domain/operator-form'
import type { LinkState } from '@/lib/domain/operator-view'
import { fitting } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { changeRole, endOperatorSessions, inviteAgain, inviteOperator, setDisabled } from '@/lib/server/operators'

const path = '/settings/operators'

/** Adds an operator; the link to choose a password is in the answer and nowhere else. */
export async function inviteAction(before: LinkState, form: FormData): Promise<LinkState> {
  const state = { typed: typedText(form, 'name', 'email', 'role'), answered: nextAnswer(before), link: null }
  const door = await actionActor('operators.manage', () => fitting(inviteSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const invited = await inviteOperator(door.actor, door.form)
  // A refusal too: whoever is on the list already, perhaps by an invitation whose answer was lost, is to be seen there.
  revalidatePath(path)
  return invited.ok ? { ...state, refusal: null, link: invited.link } : { ...state, refusal: invited }
}

/** Makes a new link to choose a password. */
export async function inviteAgainAction(before: LinkState, form: FormData): Promise<LinkState> {
  const state = { typed: {}, answered: nextAnswer(before), link: null }
  const door = await actionActor('operators.manage', () => fitting(operatorIdSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const invited = await inviteAgain(door.actor, door.form.operatorId)
  return invited.ok ? { ...state, refusal: null, link: invited.link } : { ...state, refusal: invited }
}

/** Gives an operator another role. */
export async function changeRoleAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('operators.manage', () => fitting(changeRoleSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const changed = await changeRole(door.actor, door.form.operatorId, door.form.role)
  revalidatePath(path)
  return { ...state, refusal: changed.ok ? null : changed }
}

/** Ends every sign-in of an operator. */
export async function endSessionsAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('operators.manage', () => fitting(operatorIdSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const ended = await endOperatorSessions(door.actor, door.form.operatorId)
  revalidatePath(path)
  return { ...state, refusal: ended.ok ? null : ended }
}

/** Closes or opens an operator's account. */
export async function setDisabledAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('operators.manage', () => fitting(disableSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const changed = await setDisabled(door.actor, door.form.operatorId, door.form.disabled === 'yes')
  revalidatePath(path)
  return { ...state, refusal: changed.ok ? null : changed }
}
