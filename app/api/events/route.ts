import { z } from 'zod'
import { routeActor } from '@/lib/server/auth'
import { eventResponse } from '@/lib/server/event-stream'
import { readJobStates } from '@/lib/server/job-states'
import { route } from '@/lib/server/route'

/** Tells an open page which jobs have moved: `?job=<id>` for one of them. Ids, states, what waits for a look and whose person is erased, nothing else. */
export const GET = route(async (request: Request): Promise<Response> => {
  const asked = await routeActor(request, 'jobs.read', 'an open page')
  if (!asked.ok) return asked.response
  const job = z.uuid().nullable().safeParse(new URL(request.url).searchParams.get('job'))
  if (!job.success) return Response.json({ code: 'malformed', message: 'job is not a job id.' }, { status: 400 })
  return eventResponse(asked.actor, { kind: 'job', read: readJobStates }, job.data, request)
})
