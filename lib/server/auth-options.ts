import 'server-only'
import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { cookieNames } from '@/lib/domain/cookie-names'
import { deviceName } from '@/lib/domain/device'
import { signInSchema } from '@/lib/domain/operator-form'
import type { Refusal } from '@/lib/domain/outcome'
import { endOwnSession } from './account'
import { signIn } from './auth-sign-in'
import { clientAddress } from './client-address'
import { log } from './log'
import { findSession, SESSION_SECONDS_MAX } from './session'
import { cookieName, cookieOptions, cookieSecret, overHttps, sessionCookieName } from './session-cookie'

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
          const from = { address: clientAddress(headers), device: deviceName(headers.get('user-agent')) }
          const signedIn = await signIn(form.data, from)
          if (signedIn.ok) return { id: 'operator', sessionToken: signedIn.sessionToken }
          onRefusal(signedIn)
          return null
        },
      }),
    ],
    callbacks: {
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
