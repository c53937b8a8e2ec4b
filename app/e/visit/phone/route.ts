import { spokenCode } from '@/lib/domain/short-code'
import { visitActor } from '@/lib/server/auth-visit'
import { env } from '@/lib/server/env'
import { qrPicture } from '@/lib/server/qr'
import { route } from '@/lib/server/route'
import { codeForPhone } from '@/lib/server/short-code'

/**
 * A code with which this visit goes on by phone. The square holds the address of the page where codes are typed,
 * with this one filled in: good once and for minutes, where the link's own token would be good for longer.
 */
export const POST = route(async (): Promise<Response> => {
  const door = await visitActor()
  if (!door.ok) return Response.json({ code: door.code }, { status: door.code === 'foreign_origin' ? 403 : 410 })
  const made = await codeForPhone(door.visit)
  if (!made.ok) return Response.json({ code: made.code }, { status: 429 })
  const code = spokenCode(made.code)
  return Response.json(
    { code, picture: qrPicture(`${env().KIOO_URL}/go?code=${code}`) },
    { headers: { 'cache-control': 'no-store' } },
  )
})
