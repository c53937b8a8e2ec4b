import { z } from 'zod'
import { languageSchema } from '@/lib/domain/language'
import { forgetTypedCode, keepTypedCode, typedCode } from '@/lib/server/auth-code'
import { claimByShortCode } from '@/lib/server/short-code'
import { claimedAnswer, claimOf } from '../../e/claimed'
import { formRoute, postedForm, seeOther } from '../../e/form'

const schema = z.object({
  /** Left out by whoever was asked whether to go on here: then it is the one typed before. */
  code: z.string().max(40).optional(),
  language: languageSchema,
  supersede: z.literal('yes').optional(),
})

/** Exchanges a typed code for a visit, as the link itself would. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const { language, supersede } = posted.form
  const code = posted.form.code ?? (await typedCode())
  const claimed = await claimByShortCode(code, { ...(await claimOf(language)), supersede: supersede === 'yes' })
  if (!claimed.ok && claimed.code === 'in_use') {
    await keepTypedCode(code)
    return seeOther('/go?here=ask')
  }
  if (!claimed.ok && claimed.code === 'too_many') return seeOther('/go?problem=tooMany')
  await forgetTypedCode()
  return claimedAnswer(claimed, (refusal) => `/go?problem=${refusal === 'wrong_code' ? 'wrong' : 'dead'}`)
})
