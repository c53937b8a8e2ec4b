// Asks nothing of the database: a portal that waits for its database is alive, and must not be restarted for it.
export const dynamic = 'force-dynamic'

export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
