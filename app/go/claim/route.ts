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

/** After these refusals the code is looked at once more. All others say that its link is over. */
const backTo: Record<string, string | undefined> = {
  in_use: '/go?here=ask',
  wrong_code: '/go?problem=wrong',
  too_many: '/go?problem=tooMany',
}

/** Exchanges a typed code for a visit, as the link itself would. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const { language, supersede } = posted.form
  const code = posted.form.code ?? (await typedCode())
  const claimed = await claimByShortCode(code, { ...(await claimOf(language)), supersede: supersede === 'yes' })
  const back = claimed.ok ? undefined : backTo[claimed.code]
  if (back) {
    await keepTypedCode(code)
    return seeOther(back)
  }
  await forgetTypedCode()
  return claimedAnswer(claimed, () => '/go?problem=dead')
})
