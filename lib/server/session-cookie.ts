import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { cookieNames } from '@/lib/domain/cookie-names'
import { env } from './env'
import { oncePerProcess } from './once-per-process'
import { recent } from './recent'
import { derivedKey } from './secrets'
import { SESSION_SECONDS_MAX } from './session'

/** Whether the portal is reached by https. */
export function overHttps(): boolean {
  return env().KIOO_URL.startsWith('https://')
}

/** What every cookie of ours is: unreadable to scripts, not sent along from other sites, bound to this host. */
export function cookieOptions(): { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean } {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: overHttps() }
}

/** A cookie's whole name. Browsers accept a `__Host-` cookie only over https, so plain localhost has the bare name. */
export function cookieName(base: string): string {
  return overHttps() ? `__Host-${base}` : base
}

/** The name of the cookie that holds a session, as next-auth is told it. */
export function sessionCookieName(): string {
  return cookieName(cookieNames.session)
}

/** A cookie's value as a request brings it, for routes that are not given Next's own. */
export function requestCookie({ headers }: Pick<Request, 'headers'>, name: string): string | undefined {
  const start = `${name}=`
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length)
}

/** The secret of next-auth's cookie encryption. */
export function cookieSecret(): string {
  return derivedKey('session-cookie').toString('base64')
}

const payloadSchema = z.object({ token: z.string().length(43) })

/**
 * The session cookie's value as next-auth writes it: an encrypted JWT that carries a session's token
 * and nothing else. It says nothing by itself; the database does.
 */
export function encodeSessionCookie(token: string): Promise<string> {
  return encode({ token: { token }, secret: cookieSecret(), maxAge: SESSION_SECONDS_MAX })
}

/** A page's requests come together, and deciphering a cookie costs as much as asking the database for its session. */
const deciphered = oncePerProcess('deciphered cookies', () => recent<{ token: string; until: number }>(1_000))
const DECIPHERED_MS = 60_000

/** The token inside a session cookie; null when it is not one of ours, altered or too old (to the minute). */
export async function decodeSessionCookie(value: string): Promise<string | null> {
  const known = deciphered.get(value)
  if (known && known.until > Date.now()) return known.token
  // jose throws on every kind of foreign or altered value; all of them mean the same here.
  const payload = await decode({ token: value, secret: cookieSecret() }).catch(() => null)
  const token = payloadSchema.safeParse(payload).data?.token ?? null
  if (token) deciphered.set(value, { token, until: Date.now() + DECIPHERED_MS })
  return token
}
