import 'server-only'
import { cookies, headers } from 'next/headers'
import { deviceName } from '@/lib/domain/device'
import type { Refusal } from '@/lib/domain/outcome'
import { endOwnSession } from './account'
import { currentActor } from './auth'
import { foreignOrigin } from './auth-origin'
import { clientAddress } from './client-address'
import { KNOWN_DEVICE_DAYS, knownDeviceCookie, knownDeviceId, knownDeviceName } from './known-device'
import { findSession, SESSION_SECONDS_MAX } from './session'
import { cookieOptions, encodeSessionCookie, sessionCookieName } from './session-cookie'

/** Where an action comes from: an address for throttling, a device in words. */
type Visitor = { address: string; device: string }

/** Where the present request comes from. */
export async function visitor(): Promise<Visitor> {
  const sent = await headers()
  return { address: clientAddress(sent), device: deviceName(sent.get('user-agent')) }
}

/** The door of the few actions a stranger may call: sign-in, set-up, invitation. Origin only. */
export async function visitorAction(): Promise<{ ok: true; visitor: Visitor } | Refusal> {
  return foreignOrigin(await headers()) ?? { ok: true, visitor: await visitor() }
}

/** What this browser's failures are counted by, if this operator has signed in here before; null: they have not. */
export async function knownDevice(email: string): Promise<string | null> {
  return knownDeviceId(email, (await cookies()).get(knownDeviceName(email))?.value)
}

/** Lets this browser in with a new session. One it had before ends: its cookie is overwritten and could not be ended later. */
export async function enter(sessionToken: string): Promise<void> {
  const before = await currentActor()
  if (before) await endOwnSession(before, before.sessionId)
  const value = await encodeSessionCookie(sessionToken)
  const jar = await cookies()
  jar.set(sessionCookieName(), value, { ...cookieOptions(), maxAge: SESSION_SECONDS_MAX })
  const entered = await findSession(sessionToken)
  if (!entered) return
  const known = knownDeviceCookie(entered.email)
  jar.set(known.name, known.value, { ...cookieOptions(), maxAge: KNOWN_DEVICE_DAYS * 86_400 })
}

/** Takes the session cookie from this browser. */
export async function forgetCookie(): Promise<void> {
  ;(await cookies()).set(sessionCookieName(), '', { ...cookieOptions(), maxAge: 0 })
}
