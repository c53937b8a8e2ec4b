'use server'
import { revalidatePath } from 'next/cache'
import { askEraseSchema, eraseFormSchema, eraseRequestIdSchema } from '@/lib/domain/erase-form'
import { type FormState, fieldsOf, nextAnswer, typedText } from '@/lib/domain/form-state'
import { unfit } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { erasePerson } from '@/lib/server/erase-person'
import { askToErase, declineErasing } from '@/lib/server/erase-requests'

/** Erases a person for good. */
export async function erasePersonAction(before: FormState<'userId'>, form: FormData): Promise<FormState<'userId'>> {
  const state = { typed: typedText(form, 'userId'), answered: nextAnswer(before) }
  const door = await actionActor('people.erase')
  if (!door.ok) return { ...state, refusal: door }
  const parsed = eraseFormSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const erased = await erasePerson(door.actor, parsed.data)
  // Every list names people.
  revalidatePath('/', 'layout')
  return { ...state, refusal: erased.ok ? null : erased }
}

/** Asks an administrator to erase a person. */
export async function askToEraseAction(before: FormState<'reason'>, form: FormData): Promise<FormState<'reason'>> {
  const state = { typed: typedText(form, 'reason'), answered: nextAnswer(before) }
  const door = await actionActor('people.ask_erase')
  if (!door.ok) return { ...state, refusal: door }
  const parsed = askEraseSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const asked = await askToErase(door.actor, parsed.data)
  // Drawn anew, the page would show the request that waits in place of this form and of what was typed into it.
  if (asked.ok) revalidatePath('/enrollees/[enrolleeId]', 'page')
  return { ...state, refusal: asked.ok ? null : asked }
}

/** Says no to a request to erase a person. */
export async function declineErasingAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('people.erase')
  if (!door.ok) return { ...state, refusal: door }
  const parsed = eraseRequestIdSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const declined = await declineErasing(door.actor, parsed.data.requestId)
  revalidatePath('/enrollees/[enrolleeId]', 'page')
  return { ...state, refusal: declined.ok ? null : declined }
}
