import { z } from 'zod'
import { currentVisit } from '@/lib/server/auth-visit'
import { claimAgain } from '@/lib/server/claim-visit'
import { claimedAnswer, claimOf } from '../../claimed'
import { formRoute, postedForm, seeOther } from '../../form'
import { languageFor } from '../../person'

const schema = z.object({ supersede: z.literal('yes').optional() })

/** One more selfie by the same link, on the same device: a visit of its own, with a consent of its own. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const visit = await currentVisit()
  if (!visit || visit.isOpen) return seeOther('/e/visit')
  const claim = { ...(await claimOf(await languageFor(visit.language))), supersede: posted.form.supersede === 'yes' }
  // A refusal of the link itself is said by the page of the visit.
  return claimedAnswer(await claimAgain(visit, claim), (code) => (code === 'in_use' ? '/e/visit?here=ask' : '/e/visit'))
})
