import { captureDetailsSchema, DETAIL_BYTES_MAX } from '@/lib/domain/capture-details-schema'
import { visitActor } from '@/lib/server/auth-visit'
import { readJson } from '@/lib/server/body'
import { route } from '@/lib/server/route'
import { keepCameraDetails } from '@/lib/server/visit-steps'

/** "Send these details": what the person has read and chosen to send, for whoever helps. No picture, no device id. */
export const POST = route(async (request: Request): Promise<Response> => {
  const door = await visitActor()
  if (!door.ok) return Response.json({ code: door.code }, { status: door.code === 'foreign_origin' ? 403 : 410 })
  const details = captureDetailsSchema.safeParse(await readJson(request, DETAIL_BYTES_MAX))
  if (!details.success) return Response.json({ code: 'invalid' }, { status: 422 })
  const kept = await keepCameraDetails(door.visit, details.data)
  return kept.ok ? new Response(null, { status: 204 }) : Response.json({ code: kept.code }, { status: 410 })
})
