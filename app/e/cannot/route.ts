import { z } from 'zod'
import { cannotReasonSchema } from '@/lib/domain/cannot'
import { cannotTakeSelfie } from '@/lib/server/visit-steps'
import { formRoute, postedForm, seeOther } from '../form'
import { holderFields, holderOf, problemPath } from '../holder'

/** "I cannot or do not want to": written down with its reason, and told to the operator. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, z.object({ ...holderFields, reason: cannotReasonSchema.catch('other') }))
  if (!posted.ok) return posted.response
  const holder = await holderOf(posted.form)
  if (!holder) return seeOther('/e/visit')
  const done = await cannotTakeSelfie(holder, posted.form.reason)
  return seeOther(done.ok ? '/e/thanks/cannot' : problemPath(done.code))
})
