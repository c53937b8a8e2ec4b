import { z } from 'zod'
import { withdraw } from '@/lib/server/withdraw'
import { formRoute, postedForm, seeOther } from '../form'

const schema = z.object({ token: z.string().regex(/^[\w-]{1,100}$/) })

/** Takes the consent back, and comes back to the receipt, which says so. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  await withdraw(posted.form.token)
  return seeOther(`/e/receipt/${posted.form.token}`)
})
