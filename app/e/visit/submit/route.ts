import { z } from 'zod'
import { gateFaultOf, UNCHECKED } from '@/lib/domain/gate-fault'
import { guidanceSchema } from '@/lib/domain/guidance-schema'
import { visitActor } from '@/lib/server/auth-visit'
import { readJson } from '@/lib/server/body'
import { submitVisit } from '@/lib/server/enroll-by-visit'
import { route } from '@/lib/server/route'

const SUBMIT_BYTES_MAX = 10_000

const schema = z.object({ captureId: z.uuid(), guidance: guidanceSchema.nullable().default(null) })

/** Refusals after which new pictures would help; after the others the page is loaded again and says what is so. */
const pictures = ['capture_not_found', 'capture_incomplete', 'capture_used']

const statusOf: Record<string, number> = {
  foreign_origin: 403,
  no_consent: 403,
  too_many: 429,
  environment_not_configured: 503,
  face_busy: 503,
  [UNCHECKED]: 503,
  frames_changed: 503,
}

/** Takes a capture whose frames have all arrived. Only its id comes from outside; who it is for is the link's. */
export const POST = route(async (request: Request): Promise<Response> => {
  const asked = schema.safeParse(await readJson(request, SUBMIT_BYTES_MAX))
  // A submission whose answer was lost comes again, when the visit is over by its own success: the answer is the same.
  const door = await visitActor('any')
  if (!door.ok) return Response.json({ code: door.code }, { status: statusOf[door.code] ?? 410 })
  if (!asked.success) return Response.json({ code: 'invalid' }, { status: 422 })
  const done = await submitVisit(door.visit, asked.data.captureId, asked.data.guidance)
  if (done.ok) return Response.json({ ok: true })
  const aboutPictures = pictures.includes(done.code) || gateFaultOf(done.code) !== null
  const status = statusOf[done.code] ?? (aboutPictures ? 422 : 410)
  return Response.json({ code: done.code }, { status })
})
