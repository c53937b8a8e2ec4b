import { z } from 'zod'
import { visitActor } from '@/lib/server/auth-visit'
import { declineConsent } from '@/lib/server/visit-steps'
import { formRoute, postedForm, seeOther } from '../../form'

/** "I do not agree": nothing is taken, and the page of the visit says so. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, z.object({}))
  if (!posted.ok) return posted.response
  const door = await visitActor()
  if (door.ok) await declineConsent(door.visit)
  return seeOther('/e/visit')
})
