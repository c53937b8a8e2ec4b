import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type EmailFieldProps = {
  /** `username`: one's own, for a password manager. `off`: somebody else's. */
  autoComplete: 'username' | 'off'
  description?: string
  error: string | undefined
  typed: string | undefined
}

/** The e-mail somebody signs in with. */
export function EmailField({ autoComplete, description, error, typed }: EmailFieldProps) {
  return (
    <Field label="E-mail" description={description} error={error} required>
      {(wired) => (
        <Input
          {...wired}
          name="email"
          type="email"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={typed}
        />
      )}
    </Field>
  )
}
