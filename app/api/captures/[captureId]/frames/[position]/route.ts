import { z } from 'zod'
import { FRAME_BYTES_MAX } from '@/lib/domain/frame'
import { framePositionSchema } from '@/lib/domain/frame-position'
import type { Refusal } from '@/lib/domain/outcome'
import { refusePicture } from '@/lib/domain/picture'
import { readBody } from '@/lib/server/body'
import { storeFrame } from '@/lib/server/frames'
import { ownerOf } from '../../../owner'

const placeSchema = z.object({ captureId: z.uuid(), position: framePositionSchema })

const statusOf: Record<string, number> = {
  visit_over: 409,
  capture_not_found: 404,
  capture_submitted: 409,
  too_large: 413,
  too_many_captures: 429,
}

function answer({ code, message, againInS }: Refusal): Response {
  const headers: Record<string, string> = againInS ? { 'retry-after': String(againInS) } : {}
  return Response.json({ code, message }, { status: statusOf[code] ?? 422, headers })
}

type Context = { params: Promise<{ captureId: string; position: string }> }

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
