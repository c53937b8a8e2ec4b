'use client'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FieldError } from '@/components/ui/field'
import { leaveFocus } from '@/components/ui/leave-focus'
import { SubmitButton } from '@/components/ui/submit-button'
import { wasLeft } from '@/lib/domain/confirm'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { useConfirmedState } from './confirming'

/** One small button of a list's line, with its own answer when it is refused. */
export function RowAction({
  action,
  fields,
  label,
  about,
  ask,
  done,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>
  fields: Record<string, string>
  label: string
  /** Whose line it is, for those who hear the button alone. */
  about: string
  /** What is asked before it is done; without it, it is done at once. */
  ask?: { title: React.ReactNode; text: string }
  /** What is said once it is done, where the line itself does not show it. */
  done?: string
}) {
  const [{ refusal, answered }, submit] = useConfirmedState(action, untouched)
  const [open, setOpen] = useState(false)
  const isDone = answered > 0 && !refusal
  useEffect(() => {
    if (answered > 0 && !refusal) setOpen(false)
  }, [answered, refusal])
  const form = (
    <form action={submit} className={`grid gap-1 ${ask ? 'desk:justify-items-end' : 'justify-items-end'}`}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton ref={leaveFocus} variant={ask ? 'danger' : 'secondary'} aria-label={`${label}: ${about}`}>
        {label}
      </SubmitButton>
      <div role="alert">
        <FieldError message={refusal?.message} quiet={wasLeft(refusal)} />
      </div>
    </form>
  )
  if (!ask) return form
  return (
    <>
      <div className="grid gap-1">
        <Button variant="danger" aria-label={`${label}: ${about}`} onClick={() => setOpen(true)}>
          {label}
        </Button>
        <p role="status" className="text-[0.8125rem] text-ink-2 empty:hidden">
          {isDone ? done : ''}
        </p>
      </div>
      <Dialog open={open} onOpenChange={setOpen} title={ask.title} description={ask.text}>
        <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
          <Button variant="quiet" onClick={() => setOpen(false)}>
            Keep as it is
          </Button>
          {form}
        </div>
      </Dialog>
    </>
  )
}
