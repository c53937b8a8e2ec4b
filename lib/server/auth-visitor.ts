import 'server-only'
import { cookies, headers } from 'next/headers'
import { deviceName } from '@/lib/domain/device'
import type { Refusal } from '@/lib/domain/outcome'
import { endOwnSession } from './account'
import { currentActor } from './auth'
import { foreignOrigin } from './auth-origin'
import { clientAddress } from './client-address'
import { SESSION_SECONDS_MAX } from './session'
import { cookieOptions, encodeSessionCookie, sessionCookieName } from './session-cookie'

/** Where an action comes from: an address for throttling, a device in words. */
export type Visitor = { address: string; device: string }

/** Where the present request comes from. */
export async function visitor(): Promise<Visitor> {
  const sent = await headers()
  return { address: clientAddress(sent), device: deviceName(sent.get('user-agent')) }
}

/** The door of the few actions a stranger may call: sign-in, set-up, invitation. Origin only. */
export async function visitorAction(): Promise<{ ok: true; visitor: Visitor } | Refusal> {
  return foreignOrigin(await headers()) ?? { ok: true, visitor: await visitor() }
}

/** Lets this browser in with a new session. One it had before ends: its cookie is overwritten and could not be ended later. */
export async function enter(sessionToken: string): Promise<void> {
  const before = await currentActor()
  if (before) await endOwnSession(before, before.sessionId)
  const value = await encodeSessionCookie(sessionToken)
  ;(await cookies()).set(sessionCookieName(), value, { ...cookieOptions(), maxAge: SESSION_SECONDS_MAX })
}

/** Takes the session cookie from this browser. */
export async function forgetCookie(): Promise<void> {
  ;(await cookies()).set(sessionCookieName(), '', { ...cookieOptions(), maxAge: 0 })
}
