'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/domain/form-state'
import type { LinkState } from '@/lib/domain/operator-view'
import { useConfirmedState } from './confirming'
import { OneTimeLink } from './one-time-link'

const first: LinkState = { ...untouched, link: null }

const words = {
  active: {
    label: 'Reset password link…',
    title: 'Make a link to choose a new password?',
    text: 'Their password and sessions go on working until the link is used; then the new password counts, and they are signed out everywhere else. An earlier link stops working at once.',
    confirm: 'Make the link',
    made: 'The password link',
  },
  invited: {
    label: 'New invitation',
    title: 'Make a new invitation?',
    text: 'For an invitation that was lost or is too old. The earlier one stops working at once.',
    confirm: 'Make the invitation',
    made: 'The new invitation',
  },
} as const

type LinkActionProps = {
  action: (state: LinkState, form: FormData) => Promise<LinkState>
  /** Whether they have a password already. */
  state: keyof typeof words
  operatorId: string
  name: string
  email: string
}

/** A link to choose a password, for a lost invitation or a forgotten password; asked for first, then shown once. */
export function LinkAction({ action, state, operatorId, name, email }: LinkActionProps) {
  const [{ refusal, link, answered }, submit] = useConfirmedState(action, first)
  const [open, setOpen] = useState(false)
  /** The answers that were seen: the next time, it is asked anew. */
  const [seen, setSeen] = useState(0)
  const { label, title, text, confirm, made } = words[state]
  const shown = answered > seen ? link : null
  const leave = () => {
    setOpen(false)
    setSeen(answered)
  }
  return (
    <>
      <Button aria-label={`${label}: ${name}`} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        // Also when it was closed before the answer came: what is shown once shows itself.
        open={open || shown !== null}
        onOpenChange={leave}
        title={
          shown ? (
            <>
              {made} for <bdi>{name}</bdi>
            </>
          ) : (
            title
          )
        }
        description={shown ? undefined : text}
        shownOnce={shown !== null}
      >
        {shown ? (
          <OneTimeLink link={shown} email={email} />
        ) : (
          <form action={submit} className="grid gap-4">
            <p className="text-ink-2">
              For <bdi className="font-bold text-ink">{name}</bdi>
            </p>
            <input type="hidden" name="operatorId" value={operatorId} />
            {answered > seen ? <RefusalNote refusal={refusal} /> : null}
            <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
              <Button variant="quiet" onClick={leave}>
                Keep as it is
              </Button>
              <SubmitButton>{confirm}</SubmitButton>
            </div>
          </form>
        )}
      </Dialog>
    </>
  )
}
