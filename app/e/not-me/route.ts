import { z } from 'zod'
import { notMe } from '@/lib/server/visit-steps'
import { formRoute, postedForm, seeOther } from '../form'
import { holderFields, holderOf, problemPath } from '../holder'

/** "This is not me": the link is stopped and the operator told. Pressed twice it is the same. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, z.object(holderFields))
  if (!posted.ok) return posted.response
  const holder = await holderOf(posted.form)
  if (!holder) return seeOther('/e/visit')
  const done = await notMe(holder)
  return seeOther(done.ok || done.code === 'not_me' ? '/e/thanks/not-me' : problemPath(done.code))
})
