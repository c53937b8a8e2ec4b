import 'server-only'
import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { cookieNames } from '@/lib/domain/cookie-names'
import { deviceName } from '@/lib/domain/device'
import { nextPath } from '@/lib/domain/next-path'
import { signInSchema } from '@/lib/domain/operator-form'
import type { Outcome, Refusal } from '@/lib/domain/outcome'
import { endOwnSession } from './account'
import { signIn } from './auth-sign-in'
import { clientAddress } from './client-address'
import { knownDeviceId, knownDeviceName } from './known-device'
import { log } from './log'
import { findSession, SESSION_SECONDS_MAX } from './session'
import {
  cookieName,
  cookieOptions,
  cookieSecret,
  decodeSessionCookie,
  overHttps,
  requestCookie,
  sessionCookieName,
} from './session-cookie'

const userSchema = z.object({ sessionToken: z.string() })
const tokenSchema = z.object({ token: z.string() })

/**
 * next-auth's settings: its cookie carries a session's token, and the database says what that is worth. It answers
 * whoever does not get in with one status; `onRefusal` hears why not.
 */
export function authOptions(onRefusal: (refusal: Refusal) => void = () => {}): AuthOptions {
  const options = cookieOptions()
  return {
    secret: cookieSecret(),
    useSecureCookies: overHttps(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS_MAX },
    pages: { signIn: '/sign-in', signOut: '/settings/account', error: '/sign-in' },
    cookies: {
      sessionToken: { name: sessionCookieName(), options },
      callbackUrl: { name: cookieName(cookieNames.callbackUrl), options },
      csrfToken: { name: cookieName(cookieNames.csrf), options },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(typed, request) {
          const form = signInSchema.safeParse(typed)
          if (!form.success) return null
          const headers = new Headers(z.record(z.string(), z.string()).parse(request.headers))
          const signedIn = await signInBrowser(form.data, headers)
          if (signedIn.ok) return { id: 'operator', sessionToken: signedIn.sessionToken }
          onRefusal(signedIn)
          return null
        },
      }),
    ],
    callbacks: {
      // Where somebody wants to be led: one of our own pages, or the overview.
      redirect({ url, baseUrl }) {
        return baseUrl + nextPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url)
      },
      async jwt({ token, user }) {
        if (user) return { token: userSchema.parse(user).sessionToken }
        const held = tokenSchema.parse(token)
        // Throwing makes next-auth take the cookie away.
        if (!(await findSession(held.token))) throw new Error('This session is over.')
        return held
      },
      async session({ session, token }) {
        const actor = await findSession(tokenSchema.parse(token).token)
        return { expires: session.expires, ...(actor && { user: { name: actor.name, email: actor.email } }) }
      },
    },
    events: {
      async signOut({ token }) {
        const actor = await findSession(tokenSchema.parse(token).token)
        if (actor) await endOwnSession(actor, actor.sessionId)
      },
    },
    logger: {
      // next-auth's own lines quote errors and cookies; the code says enough.
      error: (code) => log.warn('next-auth', { code }),
      warn: (code) => log.warn('next-auth', { code }),
      debug: () => {},
    },
  }
}

/**
 * Signs in by next-auth's own address as the sign-in page does: a browser that is known has its failures counted apart,
 * and the session it had before ends, since its cookie is overwritten and could not be ended later.
 */
export async function signInBrowser(
  form: { email: string; password: string },
  headers: Headers,
): Promise<Outcome<{ sessionToken: string }>> {
  const cookie = (name: string) => requestCookie({ headers }, name)
  const knownDevice = knownDeviceId(form.email, cookie(knownDeviceName(form.email)))
  const from = { address: clientAddress(headers), device: deviceName(headers.get('user-agent')), knownDevice }
  const signedIn = await signIn(form, from)
  if (!signedIn.ok) return signedIn
  const before = await decodeSessionCookie(cookie(sessionCookieName()) ?? '')
  const actor = before && (await findSession(before))
  if (actor) await endOwnSession(actor, actor.sessionId)
  return signedIn
}
