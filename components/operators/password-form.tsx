'use client'
import { Callout } from '@/components/ui/callout'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormAction } from '@/components/ui/use-form-action'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { PasswordField } from './password-field'

export function PasswordForm({
  action,
  email,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>
  email: string
}) {
  const [{ refusal, answered }, submit] = useFormAction(action, untouched)
  const changed = answered > 0 && !refusal
  return (
    <form action={submit} className="grid max-w-md gap-4" noValidate>
      {changed ? (
        <Callout tone="ok" title="Your password is changed." role="status">
          You are signed out everywhere else.
        </Callout>
      ) : null}
      <RefusalNote refusal={refusal} />
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      {/* A changed password leaves empty fields behind; a refused one leaves what was typed. */}
      <PasswordField
        key={changed ? `present ${answered}` : 'present'}
        label="Current password"
        name="present"
        autoComplete="current-password"
        error={refusal?.fields?.present}
      />
      <PasswordField
        key={changed ? `new ${answered}` : 'new'}
        label="New password"
        name="password"
        autoComplete="new-password"
        error={refusal?.fields?.password}
      />
      <div>
        <SubmitButton>Change password</SubmitButton>
      </div>
    </form>
  )
}
