import { z } from 'zod'
import { CONSENT_TEXT_VERSION } from '@/lib/domain/consent-text'
import { languageSchema } from '@/lib/domain/language'
import { visitActor } from '@/lib/server/auth-visit'
import { giveConsent } from '@/lib/server/consent'
import { expectFrames } from '@/lib/server/frame-readings'
import { formRoute, postedForm, seeOther } from '../../form'

const schema = z.object({ language: languageSchema, textVersion: z.string().max(40) })

/** "I agree": recorded before any camera opens. A page from before a change of the text is shown anew. */
export const POST = formRoute(async (request: Request): Promise<Response> => {
  const posted = await postedForm(request, schema)
  if (!posted.ok) return posted.response
  const door = await visitActor()
  if (!door.ok || posted.form.textVersion !== CONSENT_TEXT_VERSION) return seeOther('/e/visit')
  expectFrames()
  await giveConsent(door.visit, posted.form)
  return seeOther('/e/visit')
})
