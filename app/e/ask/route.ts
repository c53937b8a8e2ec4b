import { z } from 'zod'
import { visitor } from '@/lib/server/auth-visitor'
import { askForNewLink } from '@/lib/server/link-request'
import { formRoute, postedForm, seeOther } from '../form'

const schema = z.object({ token: z.string().regex(/^[\w-]{1,100}$/) })

/** Asks the operator for a new link in place of a dead one. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const { token } = posted.form
  const asked = await askForNewLink(token, (await visitor()).address)
  if (!asked.ok) return seeOther(asked.code === 'too_many' ? '/e/problem/tooMany' : `/e/${token}`)
  return seeOther(`/e/${token}?asked=${asked.before ? 'before' : 'asked'}`)
})
