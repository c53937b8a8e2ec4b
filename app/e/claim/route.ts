import { z } from 'zod'
import { languageSchema } from '@/lib/domain/language'
import { claimVisit } from '@/lib/server/claim-visit'
import { claimedAnswer, claimOf } from '../claimed'
import { formRoute, postedForm } from '../form'

const schema = z.object({
  token: z.string().max(100),
  language: languageSchema,
  supersede: z.literal('yes').optional(),
})

/**
 * "This is me": the token becomes a cookie, and its address is left behind. A plain form and a 303, so that the
 * page of the visit is a document of its own: only then may it use the camera.
 */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const { token, language, supersede } = posted.form
  const claimed = await claimVisit(token, { ...(await claimOf(language)), supersede: supersede === 'yes' })
  // The link's own page says why it cannot be used, also when it is not known at all.
  const link = /^[\w-]{1,100}$/.test(token) ? `/e/${token}` : '/e'
  return claimedAnswer(claimed, (code) => (code === 'in_use' ? `${link}?here=ask` : link))
})
