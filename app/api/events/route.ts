import { z } from 'zod'
import { routeActor } from '@/lib/server/auth'
import { jobEventStream } from '@/lib/server/job-event-stream'

/** Tells an open page which jobs have moved: `?job=<id>` for one of them. Ids and states, nothing else. */
export async function GET(request: Request): Promise<Response> {
  const asked = await routeActor(request, 'jobs.read')
  if (!asked.ok) return asked.response
  const job = z.uuid().nullable().safeParse(new URL(request.url).searchParams.get('job'))
  if (!job.success) return Response.json({ code: 'malformed', message: 'job is not a job id.' }, { status: 400 })
  return new Response(jobEventStream(asked.actor, job.data, request.signal), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing proxy would hold lines back until its buffer is full.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
