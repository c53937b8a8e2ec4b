import { z } from 'zod'
import { FRAME_BYTES_MAX } from '@/lib/domain/frame'
import { framePositionSchema } from '@/lib/domain/frame-position'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { refusePicture } from '@/lib/domain/picture'
import { type BodyRead, passOver, readBounded } from '@/lib/server/body'
import type { CaptureOwner } from '@/lib/server/captures'
import { clientAddress } from '@/lib/server/client-address'
import { storeFrame } from '@/lib/server/frames'
import { route } from '@/lib/server/route'
import { takeUploadPlace, uploads } from '@/lib/server/upload-places'
import { ownerOf } from '../../../owner'

const placeSchema = z.object({ captureId: z.uuid(), position: framePositionSchema })
type Place = z.infer<typeof placeSchema>

/** A frame of 300 kB at 25 kbit/s; the server's own limit for a request comes later. */
const BODY_MS = 110_000
/** Whoever is refused without being read is listened to for this long, so that they hear why. */
const PASS_OVER_MS = 2_000

const statusOf: Record<string, number> = {
  visit_over: 409,
  capture_not_found: 404,
  capture_submitted: 409,
  too_large: 413,
  too_many_captures: 429,
  too_many_uploads: 429,
  too_slow: 408,
  no_room: 503,
  gone: 400,
}

const AGAIN_IN_S = 2
const tooManyUploads: Refusal = {
  ...refuse(
    'too_many_uploads',
    'Many pictures are on their way from this network just now. Send it again in a moment.',
  ),
  againInS: AGAIN_IN_S,
}

/** Why a frame did not come whole. */
const cutShort: Record<Extract<BodyRead, { ok: false }>['why'], Refusal> = {
  too_large: refusePicture('too_large'),
  too_slow: refuse('too_slow', 'The picture took too long to arrive. Check the connection and send it again.'),
  no_room: {
    ...refuse('no_room', 'More pictures arrive just now than there is room for. Send it again in a moment.'),
    againInS: AGAIN_IN_S,
  },
  gone: refuse('gone', 'The picture did not arrive whole. Send it again.'),
}

/** `isCut`: the rest of the body may be unread, and the next request on this connection would wait behind it. */
function answer({ code, message, againInS }: Refusal, isCut = false): Response {
  const headers: Record<string, string> = againInS ? { 'retry-after': String(againInS) } : {}
  if (isCut) headers.connection = 'close'
  return Response.json({ code, message }, { status: statusOf[code] ?? 422, headers })
}

type Context = { params: Promise<{ captureId: string; position: string }> }

/** Takes one frame of a capture, as plain JPEG bytes. Sending it again is harmless until the capture is submitted. */
export const PUT = route(async (request: Request, { params }: Context): Promise<Response> => {
  const asked = await ownerOf(request)
  if (!asked.ok) return asked.response

  const place = placeSchema.safeParse(await params)
  if (!place.success)
    return Response.json({ code: 'no_such_frame', message: 'A capture has frames 0 to 7.' }, { status: 404 })
  const leave = takeUploadPlace(clientAddress(request.headers))
  if (!leave) {
    const isHeard = await passOver(request, { bytes: FRAME_BYTES_MAX, ms: PASS_OVER_MS })
    return answer(tooManyUploads, !isHeard)
  }
  return takeIn(request, asked.owner, place.data).finally(leave)
})

/** The frame has its place among its address's until it is stored: pictures that wait for a processor count as well. */
async function takeIn(request: Request, owner: CaptureOwner, { captureId, position }: Place): Promise<Response> {
  const read = await readBounded(request, { bytes: FRAME_BYTES_MAX, ms: BODY_MS, room: uploads })
  if (!read.ok) return answer(cutShort[read.why], true)

  const stored = await storeFrame(owner, captureId, position, read.body).finally(read.release)
  if (!stored.ok) return answer(stored)
  return Response.json({ ...stored, position })
}
