'use server'
import { redirect } from 'next/navigation'
import { type FormState, nextAnswer } from '@/lib/domain/form-state'
import { SIGNED_OUT } from '@/lib/domain/signed-out'
import { endOwnSession } from '@/lib/server/account'
import { actionActor } from '@/lib/server/auth'
import { forgetCookie } from '@/lib/server/auth-visitor'

/** Signs out: the session's row ends, so that a copy of the cookie is worth nothing either. */
export async function signOutAction(before: FormState): Promise<FormState> {
  const door = await actionActor('account.manage')
  // A foreign page must not sign anybody out; somebody signed out already is simply led on.
  if (!door.ok && door.code === 'foreign_origin') return { refusal: door, typed: {}, answered: nextAnswer(before) }
  if (door.ok) await endOwnSession(door.actor, door.actor.sessionId)
  await forgetCookie()
  redirect(SIGNED_OUT)
}
