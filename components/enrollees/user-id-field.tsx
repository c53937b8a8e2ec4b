'use client'
import { Dices } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { generatedUserId } from '@/components/ui/random'
import { userIdFault } from '@/lib/domain/enroll-form'

type UserIdFieldProps = {
  value: string
  error: string | undefined
  /** Whether something else is said below about this very id, so that the explanation can go. */
  isExplained?: boolean
  onChange: (userId: string) => void
}

/** The id under which Smile ID keeps a face: typed, or made. */
export function UserIdField({ value, error, isExplained = false, onChange }: UserIdFieldProps) {
  const fault = error ?? userIdFault(value)
  const explanation = 'What your own systems call this person. Smile ID keeps the face under this id.'
  return (
    <Field label="User id" required error={fault} description={isExplained ? undefined : explanation}>
      {(wired) => (
        <div className="flex gap-2">
          <Input
            {...wired}
            className="id"
            value={value}
            // More than may be: a pasted id is told that it is too long, and not cut to somebody else's.
            maxLength={80}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <Button onClick={() => onChange(generatedUserId())}>
            <Dices aria-hidden /> Generate
          </Button>
        </div>
      )}
    </Field>
  )
}
