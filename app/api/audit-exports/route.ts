import { operatorZone } from '@/app/(portal)/zone'
import { parseAuditFilter } from '@/lib/domain/audit-filter'
import { exportAudit } from '@/lib/server/audit-log'
import { routeActor } from '@/lib/server/auth'
import { route } from '@/lib/server/route'

/** The audit log as a file, narrowed as its page is. By POST: each file that leaves is a line in that log. */
export const POST = route(async (request: Request): Promise<Response> => {
  const asked = await routeActor(request, 'audit.export')
  if (!asked.ok) return asked.response
  const filter = parseAuditFilter(Object.fromEntries(new URL(request.url).searchParams))
  const csv = await exportAudit(asked.actor, filter, await operatorZone())
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="audit-log-${new Date().toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
