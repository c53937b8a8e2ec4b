import { z } from 'zod'
import { FRAME_BYTES_MAX } from '@/lib/domain/frame'
import { framePositionSchema } from '@/lib/domain/frame-position'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { refusePicture } from '@/lib/domain/picture'
import { capturingStates } from '@/lib/domain/visit'
import { routeActor } from '@/lib/server/auth'
import { requestVisit } from '@/lib/server/auth-visit'
import { readBody } from '@/lib/server/body'
import type { CaptureOwner } from '@/lib/server/captures'
import { storeFrame } from '@/lib/server/frames'
import { visitOver } from '@/lib/server/visit'

const placeSchema = z.object({ captureId: z.uuid(), position: framePositionSchema })

const statusOf: Record<string, number> = {
  no_consent: 403,
  visit_over: 409,
  capture_not_found: 404,
  capture_submitted: 409,
  too_large: 413,
  too_many_captures: 429,
}

const answer = ({ code, message }: Refusal) => Response.json({ code, message }, { status: statusOf[code] ?? 422 })

type Context = { params: Promise<{ captureId: string; position: string }> }

const noConsent = refuse('no_consent', 'No picture is taken before you have agreed. Load the page again.')

/**
 * Who sits at the camera: a person with an open visit, who must have agreed, or a signed-in operator. A browser
 * that is both says `?as=operator` when it is the desk's page that asks.
 */
async function ownerOf(
  request: Request,
): Promise<{ ok: true; owner: CaptureOwner } | { ok: false; response: Response }> {
  const asOperator = new URL(request.url).searchParams.get('as') === 'operator'
  const visit = asOperator ? null : await requestVisit(request)
  if (visit?.isOpen) {
    if (!capturingStates.includes(visit.state)) return { ok: false, response: answer(noConsent) }
    return { ok: true, owner: { visitId: visit.id } }
  }
  const asked = await routeActor(request, 'jobs.create')
  if (asked.ok) return { ok: true, owner: { id: asked.actor.id } }
  return visit ? { ok: false, response: answer(visitOver()) } : asked
}

/** Takes one frame of a capture, as plain JPEG bytes. Sending it again is harmless until the capture is submitted. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const asked = await ownerOf(request)
  if (!asked.ok) return asked.response

  const place = placeSchema.safeParse(await params)
  if (!place.success)
    return Response.json({ code: 'no_such_frame', message: 'A capture has frames 0 to 7.' }, { status: 404 })
  const body = await readBody(request, FRAME_BYTES_MAX)
  if (!body) return answer(refusePicture('too_large'))

  const stored = await storeFrame(asked.owner, place.data.captureId, place.data.position, body)
  if (!stored.ok) return answer(stored)
  return Response.json({ ...stored, position: place.data.position })
}
