import { z } from 'zod'
import { cameraProblemSchema } from '@/lib/domain/camera-problem'
import { visitActor } from '@/lib/server/auth-visit'
import { reportStep } from '@/lib/server/visit-steps'

const schema = z.discriminatedUnion('step', [
  z.object({ step: z.literal(['camera_ready', 'captured']) }),
  z.object({ step: z.literal('camera_blocked'), problem: cameraProblemSchema }),
])

/** How the camera fares, for those who help. Nothing depends on it, so nothing is said about it. */
export async function POST(request: Request): Promise<Response> {
  const door = await visitActor()
  const told = schema.safeParse(await request.json().catch(() => null))
  if (door.ok && told.success)
    await reportStep(
      door.visit,
      told.data.step === 'camera_blocked'
        ? { kind: 'camera_blocked', detail: { problem: told.data.problem } }
        : { kind: told.data.step, detail: {} },
    )
  return new Response(null, { status: 204 })
}
