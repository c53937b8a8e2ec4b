'use client'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormAction } from '@/components/ui/use-form-action'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { EmailField } from './email-field'
import { PasswordField } from './password-field'

type State = FormState<'email'>

export function SignInForm({ action }: { action: (state: State, form: FormData) => Promise<State> }) {
  const [{ refusal, typed }, submit] = useFormAction<State>(action, untouched, 'email')
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <RefusalNote refusal={refusal} />
      <EmailField autoComplete="username" error={refusal?.fields?.email} typed={typed.email} />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        error={refusal?.fields?.password}
      />
      <SubmitButton>Sign in</SubmitButton>
    </form>
  )
}
