import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/server/auth-options'
import { foreignOrigin } from '@/lib/server/auth-origin'

type Context = { params: Promise<{ nextauth: string[] }> }

export function GET(request: NextRequest, context: Context): Promise<Response> {
  return answer(request, context)
}

/** next-auth asks for its own token against forged posts; the origin is asked as everywhere else. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const foreign = foreignOrigin(request.headers)
  if (foreign) return Response.json({ code: foreign.code, message: foreign.message }, { status: 403 })
  return answer(request, context)
}

async function answer(request: NextRequest, { params }: Context): Promise<Response> {
  return NextAuth(request, { params: await params }, authOptions())
}
