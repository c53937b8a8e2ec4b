import { cookies } from 'next/headers'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { cookieNames } from '@/lib/domain/cookie-names'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { FORGET } from '@/lib/domain/signed-out'
import { authOptions } from '@/lib/server/auth-options'
import { foreignOrigin } from '@/lib/server/auth-origin'
import { readBody, SMALL_BODY_MS } from '@/lib/server/body'
import { route } from '@/lib/server/route'
import { cookieName } from '@/lib/server/session-cookie'
import { nothingHere } from '../../nothing-here'

/** A sign-in is a few hundred bytes; next-auth itself would read any length into memory. */
const BODY_BYTES_MAX = 16 * 1024
const tooLarge = refuse('too_large', 'This is larger than any sign-in.')

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth has pages of its own, which put what an address says where it may not stand. Ours are elsewhere. */
const asked = ['csrf', 'session', 'providers']

export const GET = route(async (request: NextRequest, context: Context): Promise<Response> => {
  const [what = '', ...more] = (await context.params).nextauth
  // Where a wrong password leads, by next-auth's answer to it.
  if (what === 'error' && more.length === 0)
    return new Response(null, { status: 303, headers: { location: '/sign-in', 'cache-control': 'no-store' } })
  return asked.includes(what) && more.length === 0
    ? answer(new NextRequest(withoutQuery(request.url), { headers: request.headers }), context)
    : nothingHere()
})

/** next-auth asks for its own token against forged posts; the origin is asked as everywhere else. */
export const POST = route(async (request: NextRequest, context: Context): Promise<Response> => {
  const foreign = foreignOrigin(request.headers)
  if (foreign) return refused(403, foreign.code, foreign.message)
  const [what] = (await context.params).nextauth
  // The address where next-auth's own client would write whatever it likes into our log. We have no such client.
  if (what === '_log') return nothingHere()
  const body = await readBody(request, { bytes: BODY_BYTES_MAX, ms: SMALL_BODY_MS, tooLarge })
  if (!body) return refused(400, 'unreadable', 'This did not come whole.')
  if (isJson(request.headers) && !isReadable(body)) return refused(400, 'unreadable', 'This is no JSON.')
  const given = new NextRequest(withoutQuery(request.url), { method: 'POST', headers: request.headers, body })
  const refusals: Refusal[] = []
  const answered = await answer(given, context, (refusal) => refusals.push(refusal))
  const later = refusals.find(({ againInS }) => againInS !== undefined)
  if (later) return refused(429, later.code, later.message, { 'retry-after': String(later.againInS) })
  if (what === 'signout') answered.headers.set('clear-site-data', FORGET)
  return answered
})

/** A query asks nothing of us, and next-auth takes a callbackUrl in it that is no address for a fault of its settings. */
const withoutQuery = (url: string) => url.split('?', 1)[0] ?? url

async function answer(
  request: NextRequest,
  { params }: Context,
  onRefusal?: (refusal: Refusal) => void,
): Promise<Response> {
  await passOverBrokenCookie()
  return NextAuth(request, { params: await params }, authOptions(onRefusal))
}

/**
 * Nor does one in its own cookie get to it, which it would answer with 500 for as long as the browser keeps that. It asks
 * Next for the cookies, and writes this one anew where there is none.
 */
async function passOverBrokenCookie(): Promise<void> {
  const jar = await cookies()
  const name = cookieName(cookieNames.callbackUrl)
  const leadsTo = jar.get(name)?.value
  if (leadsTo && !(/^https?:/i.test(leadsTo) && URL.canParse(leadsTo))) jar.delete(name)
}

/** As next-auth tells it: anything else it reads as a form, or not at all. */
const isJson = (headers: Headers) => headers.get('content-type')?.includes('application/json') === true

function isReadable(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(body))
    return true
  } catch {
    return false
  }
}

function refused(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code, message }, { status, headers: { 'cache-control': 'no-store', ...headers } })
}
