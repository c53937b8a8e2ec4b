import { z } from 'zod'
import { routeActor } from '@/lib/server/auth'
import { eventResponse } from '@/lib/server/event-stream'
import { readLinkIds } from '@/lib/server/links'
import { route } from '@/lib/server/route'

/** Tells an open page which links have moved: `?link=<id>` for one of them. Ids of one's own links, nothing else. */
export const GET = route(async (request: Request): Promise<Response> => {
  const asked = await routeActor(request, 'links.read', 'an open page')
  if (!asked.ok) return asked.response
  const link = z.uuid().nullable().safeParse(new URL(request.url).searchParams.get('link'))
  if (!link.success) return Response.json({ code: 'malformed', message: 'link is not a link id.' }, { status: 400 })
  const topic = { kind: 'link', read: (ids: string[]) => readLinkIds(asked.actor, ids) } as const
  return eventResponse(asked.actor, topic, link.data, request)
})
