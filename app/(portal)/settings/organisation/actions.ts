'use server'
import { revalidatePath } from 'next/cache'
import { type FormState, fieldsOf, nextAnswer, touchedFields, typedText } from '@/lib/domain/form-state'
import { LOGO_BYTES_MAX, LOGO_TOO_LARGE } from '@/lib/domain/logo'
import { organisationSchema } from '@/lib/domain/organisation-form'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { fitting } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { type Logo, readLogo } from '@/lib/server/logo'
import { saveLogo, saveOrganisation } from '@/lib/server/organisation'

const path = '/settings/organisation'

const names = ['name', 'privacyUrl', 'contact', 'retentionDays'] as const
type Fields = (typeof names)[number]

/** Keeps who asks people for their selfie: what was typed of it, so that nothing is put back that somebody else changed. */
export async function saveOrganisationAction(before: FormState<Fields>, form: FormData): Promise<FormState<Fields>> {
  const state = { typed: typedText(form, ...names), answered: nextAnswer(before) }
  const door = await actionActor('organisation.manage', () => fitting(organisationSchema, form))
  if (!door.ok) return { ...state, refusal: door }
  const saved = await saveOrganisation(door.actor, door.form, touchedFields(form, ...names))
  revalidatePath(path)
  return saved.ok ? { ...state, typed: {}, refusal: null } : { ...state, refusal: saved }
}

/** Keeps an uploaded logo, or takes it away. A logo is far below what an action may carry. */
export async function saveLogoAction(before: FormState, form: FormData): Promise<FormState> {
  const state = { typed: {}, answered: nextAnswer(before) }
  const door = await actionActor('organisation.manage', () => logoIn(form))
  if (!door.ok) return { ...state, refusal: door }
  const saved = await saveLogo(door.actor, door.form)
  revalidatePath(path)
  return { ...state, refusal: saved.ok ? null : saved }
}

/** The logo in a posted form, looked at; null: it is to be taken away. */
async function logoIn(posted: FormData): Promise<Outcome<{ form: Logo | null }>> {
  const { logo: file, remove } = fieldsOf(posted)
  if (remove === 'yes') return { ok: true, form: null }
  if (!(file instanceof File) || file.size === 0)
    return refuse('invalid', 'Choose a picture first.', { logo: 'Choose a picture first.' })
  // Looked at before it is read: a large file is refused without being held a second time.
  if (file.size > LOGO_BYTES_MAX) return refuse('too_large', 'Too large.', { logo: LOGO_TOO_LARGE })
  const read = await readLogo(new Uint8Array(await file.arrayBuffer()))
  return read.ok ? { ok: true, form: read.logo } : read
}
