'use server'
import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { type FormState, fieldsOf, nextAnswer } from '@/lib/domain/form-state'
import { changePasswordSchema, confirmSchema, sessionIdSchema } from '@/lib/domain/operator-form'
import type { Outcome } from '@/lib/domain/outcome'
import { unfit } from '@/lib/domain/unfit'
import { changePassword, endOwnSession } from '@/lib/server/account'
import { actionActor } from '@/lib/server/auth'
import { enter, knownDevice, visitor } from '@/lib/server/auth-visitor'
import { confirm } from '@/lib/server/prove-password'

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

/** Takes one's own password again, for what is done only shortly after it was typed. */
export async function confirmAction(input: z.input<typeof confirmSchema>): Promise<Outcome> {
  const door = await actionActor('account.manage')
  if (!door.ok) return door
  const parsed = confirmSchema.safeParse(input)
  if (!parsed.success) return unfit(parsed.error)
  return confirm(door.actor, parsed.data.present, {
    ...(await visitor()),
    knownDevice: await knownDevice(door.actor.email),
  })
}
