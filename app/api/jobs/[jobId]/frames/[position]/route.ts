import { z } from 'zod'
import { framePositionSchema } from '@/lib/domain/frame-position'
import { lookReasons } from '@/lib/domain/look-reason'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { routeActor } from '@/lib/server/auth'
import { readJson } from '@/lib/server/body'
import { route } from '@/lib/server/route'
import { viewFrame } from '@/lib/server/view-frame'

const paramsSchema = z.object({ jobId: z.uuid(), position: framePositionSchema })

/** One reason, as a code. */
const ASKED_BYTES_MAX = 256
const askedSchema = z.object({ reason: z.enum(lookReasons) })

const notFound = refuse('not_found', 'There is no such frame, or it is not yours to see.')
const noReason = refuse(
  'no_reason',
  'Nothing says why this picture is looked at, so it is not shown. Load the page again, choose a reason and ask once more.',
)

type Context = { params: Promise<{ jobId: string; position: string }> }

/**
 * One frame, for the eyes of whoever asked for it and says why. Every answer is one line in the audit trail, so it
 * comes by POST: opening an address shows nobody.
 */
export const POST = route(async (request: Request, { params }: Context): Promise<Response> => {
  const asked = await routeActor(request, 'frames.view')
  if (!asked.ok) return asked.response
  const why = askedSchema.safeParse(await readJson(request, ASKED_BYTES_MAX))
  if (!why.success) return refused(noReason, 422)
  const place = paramsSchema.safeParse(await params)
  const jpeg = place.success
    ? await viewFrame(asked.actor, place.data.jobId, place.data.position, why.data.reason)
    : null
  if (!jpeg) return refused(notFound, 404)
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

function refused({ code, message }: Refusal, status: number): Response {
  return Response.json({ code, message }, { status, headers: { 'cache-control': 'no-store' } })
}
