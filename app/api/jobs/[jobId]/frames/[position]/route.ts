import { z } from 'zod'
import { framePositionSchema } from '@/lib/domain/frame-position'
import { routeActor } from '@/lib/server/auth'
import { route } from '@/lib/server/route'
import { viewFrame } from '@/lib/server/view-frame'

const paramsSchema = z.object({ jobId: z.uuid(), position: framePositionSchema })

type Context = { params: Promise<{ jobId: string; position: string }> }

/** One frame, for the eyes of whoever asked for it. Every answer is one line in the audit trail. */
export const GET = route(async (request: Request, { params }: Context): Promise<Response> => {
  const asked = await routeActor(request, 'frames.view')
  if (!asked.ok) return asked.response
  const parsed = paramsSchema.safeParse(await params)
  const jpeg = parsed.success ? await viewFrame(asked.actor, parsed.data.jobId, parsed.data.position) : null
  if (!jpeg) return notFound()
  return new Response(jpeg, {
    headers: {
      'content-type': 'image/jpeg',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': 'inline',
    },
  })
})

function notFound(): Response {
  const message = 'There is no such frame, or it is not yours to see.'
  return Response.json({ code: 'not_found', message }, { status: 404, headers: { 'cache-control': 'no-store' } })
}
