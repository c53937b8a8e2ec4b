import { cookies } from 'next/headers'
import { z } from 'zod'
import { cookieNames } from '@/lib/domain/cookie-names'
import { languageSchema } from '@/lib/domain/language'
import { cookieName, cookieOptions } from '@/lib/server/session-cookie'
import { postedForm, seeOther } from '../form'

/** Back to one of the person's own pages, and nowhere else. */
const backSchema = z
  .string()
  .max(200)
  .regex(/^\/(e|go)(\/[\w-]+)*$/)
  .catch('/e')

const schema = z.object({ language: languageSchema, back: backSchema })

/** Another language, remembered until the browser closes, and back to the same page. */
export async function POST(request: Request): Promise<Response> {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const { language, back } = posted.form
  ;(await cookies()).set(cookieName(cookieNames.language), language, cookieOptions())
  return seeOther(back)
}
