import { z } from 'zod'
import { cameraProblemSchema } from '@/lib/domain/camera-problem'
import { visitActor } from '@/lib/server/auth-visit'
import { readJson } from '@/lib/server/body'
import { route } from '@/lib/server/route'
import { reportStep } from '@/lib/server/visit-steps'

const STEP_BYTES_MAX = 1_000

const schema = z.discriminatedUnion('step', [
  z.object({ step: z.literal(['camera_ready', 'captured']) }),
  z.object({ step: z.literal('camera_blocked'), problem: cameraProblemSchema }),
])

/** How the camera fares, for those who help. Nothing depends on it, so nothing is said about it. */
export const POST = route(async (request: Request): Promise<Response> => {
  const door = await visitActor()
  const told = schema.safeParse(await readJson(request, STEP_BYTES_MAX))
  if (door.ok && told.success)
    await reportStep(
      door.visit,
      told.data.step === 'camera_blocked'
        ? { kind: 'camera_blocked', detail: { problem: told.data.problem } }
        : { kind: told.data.step, detail: {} },
    )
  return new Response(null, { status: 204 })
})
