'use client'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/domain/form-state'
import type { LinkState } from '@/lib/domain/operator-view'
import { useConfirmedState } from './confirming'
import { EmailField } from './email-field'
import { OneTimeLink } from './one-time-link'
import { RoleField } from './role-field'

const first: LinkState = { ...untouched, link: null }

export function InviteForm({ action }: { action: (state: LinkState, form: FormData) => Promise<LinkState> }) {
  const [{ refusal, typed, link, answered }, submit] = useConfirmedState(action, first, 'name', 'email', 'role')
  const kept = link ? {} : typed
  return (
    <form action={submit} className="grid gap-4" noValidate>
      {link ? <OneTimeLink key={link} link={link} email={typed.email ?? 'the operator'} /> : null}
      <RefusalNote refusal={refusal} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={refusal?.fields?.name} required>
          {(wired) => <Input {...wired} name="name" autoComplete="off" defaultValue={kept.name} />}
        </Field>
        <EmailField autoComplete="off" error={refusal?.fields?.email} typed={kept.email} />
      </div>
      {/* A select forgets its new default when React empties the form, unless it is a new select. */}
      <RoleField key={answered} initial={kept.role} error={refusal?.fields?.role} />
      <div>
        <SubmitButton>Make an invitation link</SubmitButton>
      </div>
    </form>
  )
}
