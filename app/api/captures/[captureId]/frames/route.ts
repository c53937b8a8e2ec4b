import { z } from 'zod'
import { storedPositions } from '@/lib/server/frames'
import { route } from '@/lib/server/route'
import { ownerOf } from '../../owner'

type Context = { params: Promise<{ captureId: string }> }

/** Which frames of a capture have arrived, so that a sending that was cut off goes on where it stopped. */
export const GET = route(async (request: Request, { params }: Context): Promise<Response> => {
  const asked = await ownerOf(request)
  if (!asked.ok) return asked.response
  const captureId = z.uuid().safeParse((await params).captureId)
  const positions = captureId.success ? await storedPositions(asked.owner, captureId.data) : []
  // A capture that is not there and one of somebody else's look the same: nothing of it has arrived.
  return Response.json({ positions }, { headers: { 'cache-control': 'no-store' } })
})
