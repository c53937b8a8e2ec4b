import { z } from 'zod'
import { readLogoFile } from '@/lib/server/organisation'
import { route } from '@/lib/server/route'

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

type Context = { params: Promise<{ hash: string }> }

/** The organisation's logo, for everybody: it stands on every hosted page. Its address is its hash, so it never changes. */
export const GET = route(async (_request: Request, { params }: Context): Promise<Response> => {
  const hash = hashSchema.safeParse((await params).hash)
  const logo = hash.success ? await readLogoFile(hash.data) : null
  if (!logo) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  return new Response(logo.bytes, {
    headers: {
      'content-type': logo.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    },
  })
})
