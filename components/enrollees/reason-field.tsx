'use client'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'

type ReasonFieldProps = {
  value: string
  error: string | undefined
  description: string
  onChange: (reason: string) => void
}

/** Why a face on file is touched: it stays in the history. */
export function ReasonField({ value, error, description, onChange }: ReasonFieldProps) {
  return (
    <Field label="Reason" required error={error} description={description}>
      {(wired) => (
        <Textarea
          {...wired}
          rows={2}
          maxLength={600}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
