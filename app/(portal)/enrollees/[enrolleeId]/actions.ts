'use server'
import { revalidatePath } from 'next/cache'
import { askEraseSchema, type EraseForm, eraseFormSchema, eraseRequestIdSchema } from '@/lib/domain/erase-form'
import { type FormState, nextAnswer, typedText } from '@/lib/domain/form-state'
import type { Outcome } from '@/lib/domain/outcome'
import { fitting } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { erasePerson, personToErase } from '@/lib/server/erase-person'
import { askToErase, declineErasing } from '@/lib/server/erase-requests'

/** Erases a person for good. */
export async function erasePersonAction(before: FormState<'userId'>, form: FormData): Promise<FormState<'userId'>> {
  const state = { typed: typedText(form, 'userId'), answered: nextAnswer(before) }
  const door = await actionActor('people.erase', () => whoIn(form))
  if (!door.ok) return { ...state, refusal: door }
  const erased = await erasePerson(door.actor, door.form)
  // Every list names people.
  revalidatePath('/', 'layout')
  return { ...state, refusal: erased.ok ? null : erased }
}

/** Whom a posted form names, if they are here and it is their user id. */
async function whoIn(posted: FormData): Promise<Outcome<{ form: EraseForm }>> {
  const fit = fitting(eraseFormSchema, posted)
  if (!fit.ok) return fit
  const named = await personToErase(fit.form)
  return named.ok ? fit : named
}

/** Asks an administrator to erase a person. */
export async function askToEraseAction(before: FormState<'reason'>, form: FormData): Promise<FormState<'reason'>> {
  const state = { typed: typedText(form, 'reason'), answered: nextAnswer(before) }
  const door = await actionActor('people.ask_erase', () => fitting(askEraseSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const asked = await askToErase(door.actor, door.form)
  // Drawn anew, the page would show the request that waits in place of this form and of what was typed into it.
  if (asked.ok) revalidatePath('/enrollees/[enrolleeId]', 'page')
  return { ...state, refusal: asked.ok ? null : asked }
}

/** Says no to a request to erase a person. */
export async function declineErasingAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('people.erase', () => fitting(eraseRequestIdSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const declined = await declineErasing(door.actor, door.form.requestId)
  revalidatePath('/enrollees/[enrolleeId]', 'page')
  return { ...state, refusal: declined.ok ? null : declined }
}
