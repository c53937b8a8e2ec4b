'use client'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormAction } from '@/components/ui/use-form-action'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { PasswordField } from './password-field'

export function InvitationForm({
  action,
  token,
  email,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>
  token: string
  email: string
}) {
  const [{ refusal }, submit] = useFormAction(action, untouched)
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <RefusalNote refusal={refusal} />
      <input type="hidden" name="token" value={token} />
      {/* For password managers, which keep a password together with a name. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label="Choose a password"
        name="password"
        autoComplete="new-password"
        error={refusal?.fields?.password}
      />
      <SubmitButton>Start using Kioo</SubmitButton>
    </form>
  )
}
