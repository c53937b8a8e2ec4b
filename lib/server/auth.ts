import 'server-only'
import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { passwordWanted } from '@/lib/domain/confirm'
import { cookieNames } from '@/lib/domain/cookie-names'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { type Action, may, needsConfirming } from '@/lib/domain/permissions'
import { signedOut } from '@/lib/domain/signed-out'
import { foreignOrigin } from './auth-origin'
import { orAway } from './database-watch'
import { type Actor, type AskedBy, findSession, type SignedIn } from './session'
import { decodeSessionCookie, requestCookie, sessionCookieName } from './session-cookie'

export type { Actor } from './session'

const notAllowed = refuse('forbidden', 'Your role does not allow this. Ask an administrator.')

async function actorOf(cookie: string | undefined, by?: AskedBy): Promise<SignedIn | null> {
  const token = cookie && (await decodeSessionCookie(cookie))
  return token ? orAway(findSession(token, by)) : null
}

/**
 * Who is asking, or null. Asks the database once per request. A page that says nobody is at it gives no sign of life;
 * saying so falsely only ends one's own session sooner.
 */
export const currentActor = cache(async (): Promise<SignedIn | null> => {
  const jar = await cookies()
  return actorOf(jar.get(sessionCookieName())?.value, jar.get(cookieNames.unattended) ? 'an open page' : 'somebody')
})

/** Whether nobody is signed in because this browser's session has ended: the sign-in page then says so. */
export async function heldSessionEnded(): Promise<boolean> {
  const cookie = (await cookies()).get(sessionCookieName())?.value
  return cookie !== undefined && (await decodeSessionCookie(cookie)) !== null && (await currentActor()) === null
}

/**
 * The door of every page: gives the actor, or leaves for the sign-in page (coming back to `path`),
 * or for the page that says "not for your role" (403). Layouts are not doors: they do not run again.
 */
export async function pageActor(action: Action, path: string): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  if (!may(actor, action)) forbidden()
  return actor
}

/** Reads the form of an action, once it is known that whoever asks may do it at all. */
type ReadForm<Form> = () => Outcome<{ form: Form }> | Promise<Outcome<{ form: Form }>>

/**
 * The door of every server action, each of which is a public endpoint. It asks for the origin, the session, the role and
 * what the form says; last, for an action that needsConfirming, whether the password was typed within the last minutes.
 * Last, so that nobody types a password only to have the form sent back. Refusals: the door's, and read's.
 */
export async function actionActor(action: Action): Promise<Outcome<{ actor: Actor }>>
export async function actionActor<Form>(
  action: Action,
  read: ReadForm<Form>,
): Promise<Outcome<{ actor: Actor; form: Form }>>
export async function actionActor(
  action: Action,
  read: ReadForm<unknown> = () => ({ ok: true, form: null }),
): Promise<Outcome<{ actor: Actor; form: unknown }>> {
  const foreign = foreignOrigin(await headers())
  if (foreign) return foreign
  const actor = await currentActor()
  if (!actor) return signedOut
  if (!may(actor, action)) return notAllowed
  const given = await read()
  if (!given.ok) return given
  return needsConfirming(action) && !actor.confirmed ? passwordWanted : { ok: true, actor, form: given.form }
}

/**
 * The door of every route handler: origin, session, role and, for an action that needsConfirming, the password of the
 * last minutes. The answer to a refused request is ready to be returned. `by`: whether it counts as a sign of life of the
 * session.
 */
export async function routeActor(
  request: Request,
  action: Action,
  by?: AskedBy,
): Promise<{ ok: true; actor: Actor } | { ok: false; response: Response }> {
  const foreign = request.method === 'GET' || request.method === 'HEAD' ? null : foreignOrigin(request.headers)
  if (foreign) return { ok: false, response: refusalResponse(foreign, 403) }
  const actor = await actorOf(requestCookie(request, sessionCookieName()), by)
  if (!actor) return { ok: false, response: refusalResponse(signedOut, 401) }
  if (!may(actor, action)) return { ok: false, response: refusalResponse(notAllowed, 403) }
  if (needsConfirming(action) && !actor.confirmed) return { ok: false, response: refusalResponse(passwordWanted, 403) }
  return { ok: true, actor }
}

function refusalResponse({ code, message }: Refusal, status: number): Response {
  return Response.json({ code, message }, { status, headers: { 'cache-control': 'no-store' } })
}
