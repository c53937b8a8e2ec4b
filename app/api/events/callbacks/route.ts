import { routeActor } from '@/lib/server/auth'
import { readCallbackIds } from '@/lib/server/callback-list'
import { eventResponse } from '@/lib/server/event-stream'
import { route } from '@/lib/server/route'

/** Tells an open list which callbacks have come or changed. Ids of those one may see, nothing else. */
export const GET = route(async (request: Request): Promise<Response> => {
  const asked = await routeActor(request, 'callbacks.read', 'an open page')
  if (!asked.ok) return asked.response
  const topic = { kind: 'callback', read: (ids: string[]) => readCallbackIds(asked.actor, ids) } as const
  return eventResponse(asked.actor, topic, null, request)
})
