import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { cookieNames } from '@/lib/domain/cookie-names'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { foreignOrigin } from './auth-origin'
import { orAway } from './database-watch'
import { isToken } from './secrets'
import { cookieName, cookieOptions, requestCookie } from './session-cookie'
import { findVisit, VISIT_COOKIE_HOURS, type VisitActor, visitOver } from './visit'

export type { VisitActor } from './visit'

const visitCookieName = () => cookieName(cookieNames.visit)

/** The token in this browser's visit cookie, for resuming. It says nothing by itself. */
export async function ownVisitCookie(): Promise<string | null> {
  return tokenIn((await cookies()).get(visitCookieName())?.value)
}

/** Lets this browser go on as the claimed visit. */
export async function keepVisitCookie(visitCookie: string): Promise<void> {
  ;(await cookies()).set(visitCookieName(), visitCookie, { ...cookieOptions(), maxAge: VISIT_COOKIE_HOURS * 3_600 })
}

/** The visit behind this browser's cookie, in whatever state; null: none. Asks the database once per request. */
export const currentVisit = cache(async (): Promise<VisitActor | null> => {
  const token = await ownVisitCookie()
  return token ? orAway(findVisit(token)) : null
})

/**
 * The door of every action of a person under way: origin, cookie, time. `any`: the visit may be over, for what can
 * be asked twice. Refusals: foreign_origin, no_visit, visit_over.
 */
export async function visitActor(which: 'open' | 'any' = 'open'): Promise<{ ok: true; visit: VisitActor } | Refusal> {
  const foreign = foreignOrigin(await headers())
  if (foreign) return foreign
  const visit = await currentVisit()
  if (!visit) return refuse('no_visit', 'Open your link again.')
  return visit.isOpen || which === 'any' ? { ok: true, visit } : visitOver()
}

/** The visit a request comes from, when it comes from our own page; null: none. Reading needs no origin, and has none. */
export async function requestVisit(request: Request): Promise<VisitActor | null> {
  if (request.method !== 'GET' && foreignOrigin(request.headers)) return null
  const token = tokenIn(requestCookie(request, visitCookieName()))
  return token ? orAway(findVisit(token)) : null
}

/** Anything but a token of ours is no cookie at all. */
function tokenIn(value: string | undefined): string | null {
  return value && isToken(value) ? value : null
}
