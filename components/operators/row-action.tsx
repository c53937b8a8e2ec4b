'use client'
import { useActionState } from 'react'
import { FieldError } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { type FormState, untouched } from '@/lib/domain/form-state'

/** One small button of a list's line, with its own answer when it is refused. */
export function RowAction({
  action,
  fields,
  label,
  about,
  danger = false,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>
  fields: Record<string, string>
  label: string
  /** Whose line it is, for those who hear the button alone. */
  about: string
  danger?: boolean
}) {
  const [{ refusal }, submit] = useActionState(action, untouched)
  return (
    <form action={submit} className="grid justify-items-end gap-1">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={danger ? 'danger' : 'secondary'} aria-label={`${label}: ${about}`}>
        {label}
      </SubmitButton>
      <div role="alert">
        <FieldError message={refusal?.message} />
      </div>
    </form>
  )
}
