'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { passwordAdvice } from '@/lib/domain/password-length'

type PasswordFieldProps = {
  label: string
  name: string
  /** `new-password` lets a password manager offer one, `current-password` lets it fill in the one it has. */
  autoComplete: 'new-password' | 'current-password'
  error?: string | undefined
}

/** A password that can be shown while it is typed, so that nobody has to type it twice. It survives a refused form. */
export function PasswordField({ label, name, autoComplete, error }: PasswordFieldProps) {
  const [text, setText] = useState('')
  const [shown, setShown] = useState(false)
  const chosen = autoComplete === 'new-password'
  return (
    <Field
      label={label}
      error={error}
      // What is wrong says the same, or more.
      description={chosen && !error ? passwordAdvice : undefined}
      required
    >
      {(wired) => (
        <div className="relative">
          <Input
            {...wired}
            name={name}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="pr-12"
          />
          <button
            type="button"
            aria-pressed={shown}
            // Without the field’s own name in it, which would then name two things.
            aria-label="Show what is typed"
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-control text-ink-3 hover:text-ink"
          >
            {shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          </button>
        </div>
      )}
    </Field>
  )
}
