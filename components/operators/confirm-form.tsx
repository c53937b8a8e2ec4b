'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RefusalNote } from '@/components/ui/refusal-note'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import type { ConfirmAction } from './confirming'
import { PasswordField } from './password-field'

/**
 * The password, and nothing else. Not as a form action: the action that asked for the password is still under way and
 * waits for this one, and React shows the outcome of several actions only once all of them are done.
 */
export function ConfirmForm({
  action,
  email,
  done,
  leave,
}: {
  action: ConfirmAction
  email: string
  done: () => void
  leave: () => void
}) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, setPending] = useState(false)
  const send = async (form: FormData) => {
    setPending(true)
    const outcome = await action({ present: `${form.get('present') ?? ''}` }).catch(() => lost)
    setPending(false)
    if (outcome.ok) return done()
    setRefusal(outcome)
  }
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) void send(new FormData(event.currentTarget))
      }}
    >
      <RefusalNote refusal={refusal} />
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField label="Password" name="present" autoComplete="current-password" error={refusal?.fields?.present} />
      <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
        <Button variant="quiet" onClick={leave}>
          Leave it
        </Button>
        <Button type="submit" variant="primary" pending={pending}>
          Go on
        </Button>
      </div>
    </form>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Try again.')
