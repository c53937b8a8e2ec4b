import { routeActor } from '@/lib/server/auth'
import { downloadImport } from '@/lib/server/import-links'
import { route } from '@/lib/server/route'

type Context = { params: Promise<{ importId: string }> }

/** The links of an import as a file. By POST: opening an address must not spend the one download. */
export const POST = route(async (request: Request, { params }: Context): Promise<Response> => {
  const asked = await routeActor(request, 'imports.manage')
  if (!asked.ok) return asked.response
  const { importId } = await params
  const file = await downloadImport(asked.actor, importId)
  if (!file.ok)
    return Response.json(file, {
      status: file.code === 'not_found' ? 404 : 409,
      headers: { 'cache-control': 'no-store' },
    })
  return new Response(file.csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="links-${new Date().toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
})
