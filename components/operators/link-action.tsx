'use client'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { untouched } from '@/lib/domain/form-state'
import type { LinkState } from '@/lib/domain/operator-view'
import { useConfirmedState } from './confirming'
import { OneTimeLink } from './one-time-link'
import { RefusalNote } from './refusal-note'

const first: LinkState = { ...untouched, link: null }

/** A new link to choose a password, for a lost invitation or a forgotten password. */
export function LinkAction({
  action,
  operatorId,
  name,
  email,
}: {
  action: (state: LinkState, form: FormData) => Promise<LinkState>
  operatorId: string
  name: string
  email: string
}) {
  const [{ refusal, link, answered }, submit] = useConfirmedState(action, first)
  const [closed, setClosed] = useState(0)
  return (
    <form action={submit}>
      <input type="hidden" name="operatorId" value={operatorId} />
      <SubmitButton variant="secondary" aria-label={`New link: ${name}`}>
        New link
      </SubmitButton>
      <Dialog
        open={answered > closed}
        onOpenChange={() => setClosed(answered)}
        title={
          <>
            A new link for <bdi>{name}</bdi>
          </>
        }
      >
        {link ? <OneTimeLink link={link} email={email} /> : <RefusalNote refusal={refusal} />}
      </Dialog>
    </form>
  )
}
