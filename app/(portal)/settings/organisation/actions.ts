'use server'
import { revalidatePath } from 'next/cache'
import { type FormState, fieldsOf, nextAnswer, typedText } from '@/lib/domain/form-state'
import { LOGO_BYTES_MAX, LOGO_TOO_LARGE } from '@/lib/domain/logo'
import { organisationSchema } from '@/lib/domain/organisation-form'
import { refuse } from '@/lib/domain/outcome'
import { unfit } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { removeLogo, saveLogo, saveOrganisation } from '@/lib/server/organisation'

const path = '/settings/organisation'

type Fields = 'name' | 'privacyUrl' | 'contact' | 'retentionDays'

/** Keeps who asks people for their selfie. */
export async function saveOrganisationAction(before: FormState<Fields>, form: FormData): Promise<FormState<Fields>> {
  const typed = typedText(form, 'name', 'privacyUrl', 'contact', 'retentionDays')
  const state = { typed, answered: nextAnswer(before) }
  const door = await actionActor('organisation.manage')
  if (!door.ok) return { ...state, refusal: door }
  const parsed = organisationSchema.safeParse(fieldsOf(form))
  if (!parsed.success) return { ...state, refusal: unfit(parsed.error) }
  const saved = await saveOrganisation(door.actor, parsed.data)
  revalidatePath(path)
  return { ...state, refusal: saved.ok ? null : saved }
}

/** Keeps an uploaded logo, or takes it away. A logo is far below what an action may carry. */
export async function saveLogoAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('organisation.manage')
  if (!door.ok) return { ...state, refusal: door }
  const { logo: file, remove } = fieldsOf(form)
  if (remove === 'yes') {
    const removed = await removeLogo(door.actor)
    revalidatePath(path)
    return { ...state, refusal: removed.ok ? null : removed }
  }
  if (!(file instanceof File) || file.size === 0)
    return { ...state, refusal: refuse('invalid', 'Choose a picture first.', { logo: 'Choose a picture first.' }) }
  // Looked at before it is read: a large file is refused without being held a second time.
  if (file.size > LOGO_BYTES_MAX)
    return {
      ...state,
      refusal: refuse('too_large', 'Too large.', { logo: LOGO_TOO_LARGE }),
    }
  const saved = await saveLogo(door.actor, new Uint8Array(await file.arrayBuffer()))
  revalidatePath(path)
  return { ...state, refusal: saved.ok ? null : saved }
}
