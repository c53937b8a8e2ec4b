import { answerCallback } from '@/lib/server/callback-answer'

export const dynamic = 'force-dynamic'

/**
 * Where Smile ID delivers results. Once built, the portal's front door comes here without Next (app/api/direct-routes.ts).
 */
export async function POST(request: Request, { params }: { params: Promise<{ token?: string[] }> }): Promise<Response> {
  const { token = [] } = await params
  if (token.length > 1) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  return answerCallback(request, token[0] ?? null)
}
