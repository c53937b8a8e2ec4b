import { z } from 'zod'
import { languageSchema } from '@/lib/domain/language'
import { claimByShortCode } from '@/lib/server/short-code'
import { claimedAnswer, claimOf } from '../../e/claimed'
import { postedForm, seeOther } from '../../e/form'

const schema = z.object({
  code: z.string().max(40),
  language: languageSchema,
  supersede: z.literal('yes').optional(),
})

/** Exchanges a typed code for a visit, as the link itself would. */
export async function POST(request: Request): Promise<Response> {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const { code, language, supersede } = posted.form
  const claimed = await claimByShortCode(code, { ...(await claimOf(language)), supersede: supersede === 'yes' })
  if (!claimed.ok && claimed.code === 'too_many') return seeOther('/go?problem=tooMany')
  return claimedAnswer(claimed, (refusal) => {
    if (refusal === 'in_use') return `/go?here=ask&code=${encodeURIComponent(code)}`
    return `/go?problem=${refusal === 'wrong_code' ? 'wrong' : 'dead'}`
  })
}
