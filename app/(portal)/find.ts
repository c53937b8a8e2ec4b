'use server'
import { redirect } from 'next/navigation'
import { type FormState, fieldsOf } from '@/lib/domain/form-state'
import { foundHref } from '@/lib/domain/search-form'
import { actionActor } from '@/lib/server/auth'
import { sealSearch } from '@/lib/server/sealed-search'

/** Leads to a list with what was searched for, which no address shows. The list asks who may see it. */
export async function find(_before: FormState<'q'>, form: FormData): Promise<FormState<'q'>> {
  const fields = fieldsOf(form)
  const asked = await actionActor('jobs.read')
  // Signed out: the list leads to the sign-in page, and from there back to itself.
  redirect(foundHref(asked.ok ? fields : { list: fields.list }, sealSearch))
}
