import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { FORGET, SIGNED_OUT } from '@/lib/domain/signed-out'
import { contentPolicy, NONCE_HEADER, permissionsPolicy, reportingEndpoints } from '@/lib/server/content-policy'
import { env } from '@/lib/server/env'
import { PATH_HEADER } from '@/lib/server/path-header'

/** Gives each page its policies. It decides nothing about who may do what: every page and action does that itself. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(18).toString('base64')
  const { NODE_ENV, KIOO_URL } = env()
  const isSecure = KIOO_URL.startsWith('https:')
  const policy = contentPolicy(nonce, request.nextUrl.pathname, { isDevelopment: NODE_ENV === 'development', isSecure })
  // Next reads the nonce for its own scripts from the request's policy.
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set(NONCE_HEADER, nonce)
  // The root layout has no other way to know whose page it frames, and in which language.
  headers.set(PATH_HEADER, request.nextUrl.pathname)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (isSecure) response.headers.set('reporting-endpoints', reportingEndpoints)
  response.headers.set('permissions-policy', permissionsPolicy(request.nextUrl.pathname))
  response.headers.set('cache-control', 'private, no-store')
  const { pathname, searchParams } = request.nextUrl
  if (SIGNED_OUT.startsWith(`${pathname}?`) && searchParams.has('out')) response.headers.set('clear-site-data', FORGET)
  return response
}

export const config = {
  // Never /api: a proxy buffers bodies, and cuts them at 10 MB without a word.
  matcher: ['/((?!api/|_next/static/|_next/image|face/|icon\\.svg$|favicon\\.ico$).*)'],
}
