import { z } from 'zod'
import { currentVisit } from '@/lib/server/auth-visit'
import { claimAgain } from '@/lib/server/claim-visit'
import { claimedAnswer, claimOf } from '../../claimed'
import { formRoute, postedForm, seeOther } from '../../form'
import { languageFor } from '../../person'

/** One more selfie by the same link, on the same device: a visit of its own, with a consent of its own. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, z.object({}))
  if (!posted.ok) return posted.response
  const visit = await currentVisit()
  if (!visit || visit.isOpen) return seeOther('/e/visit')
  const claim = await claimOf(await languageFor(visit.language))
  return claimedAnswer(await claimAgain(visit, claim), () => '/e/visit')
})
