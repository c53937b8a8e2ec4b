import 'server-only'
import { cookies } from 'next/headers'
import { cookieNames } from '@/lib/domain/cookie-names'
import { CODE_MINUTES } from '@/lib/domain/short-code'
import { cookieName, cookieOptions } from './session-cookie'

/** A code waits here while its person corrects it, or is asked whether to go on: an address would show it, and keep it. */
const codeCookieName = () => cookieName(cookieNames.typedCode)

/** Keeps a code that was just typed in this browser, for as long as a code is good. */
export async function keepTypedCode(code: string): Promise<void> {
  ;(await cookies()).set(codeCookieName(), code, { ...cookieOptions(), maxAge: CODE_MINUTES * 60 })
}

/** The code typed in this browser a moment ago; empty: none. */
export async function typedCode(): Promise<string> {
  return (await cookies()).get(codeCookieName())?.value.slice(0, 40) ?? ''
}

/** Forgets it, once it has been used or can lead nowhere. */
export async function forgetTypedCode(): Promise<void> {
  ;(await cookies()).set(codeCookieName(), '', { ...cookieOptions(), maxAge: 0 })
}
