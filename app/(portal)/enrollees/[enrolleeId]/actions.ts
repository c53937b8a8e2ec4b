'use server'
import { revalidatePath } from 'next/cache'
import { eraseFormSchema } from '@/lib/domain/erase-form'
import { type FormState, fieldsOf, nextAnswer, typedText } from '@/lib/domain/form-state'
import { unfit } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { knownDevice, visitor } from '@/lib/server/auth-visitor'
import { erasePerson } from '@/lib/server/erase-person'

/** Erases a person for good; the actor's own password is asked once more. */
export async function erasePersonAction(before: FormState<'userId'>, form: FormData): Promise<FormState<'userId'>> {
  const state = { typed: typedText(form, 'userId'), answered: nextAnswer(before) }
  const door = await actionActor('people.erase')
  if (!door.ok) return { ...state, refusal: door }
  const parsed = eraseFormSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const { address } = await visitor()
  const from = { address, knownDevice: await knownDevice(door.actor.email) }
  const erased = await erasePerson(door.actor, parsed.data, from)
  // Every list names people.
  revalidatePath('/', 'layout')
  return { ...state, refusal: erased.ok ? null : erased }
}
