'use client'
import { useState } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { SubmitButton } from './submit-button'

/** A button that asks once before it runs a server action; hidden fields come as children. */
export function ConfirmButton({
  label,
  title,
  consequence,
  confirm,
  action,
  danger = false,
  children,
}: {
  label: React.ReactNode
  title: string
  /** What will be so afterwards, in a sentence. */
  consequence: React.ReactNode
  /** The word on the deciding button: a verb, not "OK". */
  confirm: string
  action: (form: FormData) => void | Promise<void>
  danger?: boolean
  children?: React.ReactNode
}) {
  const [open, setOpen] = useState(false)
  const run = async (form: FormData) => {
    await action(form)
    setOpen(false)
  }
  return (
    <>
      <Button variant={danger ? 'danger' : 'secondary'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} description={consequence}>
        <form action={run} className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
          {children}
          <Button variant="quiet" onClick={() => setOpen(false)}>
            Keep as it is
          </Button>
          <SubmitButton variant={danger ? 'danger' : 'primary'}>{confirm}</SubmitButton>
        </form>
      </Dialog>
    </>
  )
}
