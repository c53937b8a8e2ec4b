'use client'
import { LinkButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormAction } from '@/components/ui/use-form-action'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { EmailField } from './email-field'
import { PasswordField } from './password-field'

type State = FormState<'name' | 'email'>

export function SetUpForm({
  action,
  token,
}: {
  action: (state: State, form: FormData) => Promise<State>
  token: string
}) {
  const [{ refusal, typed }, submit] = useFormAction<State>(action, untouched, 'name', 'email')
  if (refusal?.code === 'set_up')
    return (
      <div className="grid justify-items-start gap-4">
        <RefusalNote refusal={refusal} />
        <LinkButton href="/sign-in">Go to sign-in</LinkButton>
      </div>
    )
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <RefusalNote refusal={refusal} />
      <input type="hidden" name="token" value={token} />
      <Field label="Your name" error={refusal?.fields?.name} required>
        {(wired) => <Input {...wired} name="name" autoComplete="name" defaultValue={typed.name} />}
      </Field>
      <EmailField
        autoComplete="username"
        description="You sign in with it."
        error={refusal?.fields?.email}
        typed={typed.email}
      />
      <PasswordField label="Password" name="password" autoComplete="new-password" error={refusal?.fields?.password} />
      <SubmitButton>Start using Kioo</SubmitButton>
    </form>
  )
}
