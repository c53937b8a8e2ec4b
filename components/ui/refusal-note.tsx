'use client'
import { useState } from 'react'
import { useFormStatus } from 'react-dom'
import { wasLeft } from '@/lib/domain/confirm'
import type { Refusal } from '@/lib/domain/outcome'
import { SIGN_IN_FOR_TAB, signedOut } from '@/lib/domain/signed-out'
import { Callout } from './callout'
import { DocumentLink } from './document-link'
import { useOtherTabs } from './other-tabs'

const loud = { role: 'alert', tone: 'bad' } as const
const quiet = { role: 'status', tone: 'idle' } as const

type RefusalNoteProps = {
  refusal: Refusal | null
  /** Also said when each field says for itself what is wrong: the form is longer than the screen. */
  sumsUp?: boolean
  /** The next step, where this form knows one. */
  action?: React.ReactNode
  className?: string
}

/**
 * A refusal that belongs to the whole form, read out at once; what belongs to a field is said at the field. Whoever is
 * signed out finds the way in beside it, in a tab of its own, so that this one keeps what is in it; once they are back in,
 * it says so here. What somebody chose themselves is said quietly.
 */
export function RefusalNote({ refusal, sumsUp = false, action, className }: RefusalNoteProps) {
  const isOld = useIsOld(refusal)
  const isBack = useSignedInAgain(refusal)
  if (!refusal || (refusal.fields && !sumsUp)) return null
  if (isBack)
    return (
      <Callout role="status" tone="ok" title="You are signed in again." className={className}>
        Nothing is lost here. Press the button once more.
      </Callout>
    )
  const signIn = refusal.code === signedOut.code && (
    <DocumentLink variant="secondary" href={SIGN_IN_FOR_TAB} target="_blank">
      Sign in, in a new tab
    </DocumentLink>
  )
  return (
    <Callout
      {...(wasLeft(refusal) ? quiet : loud)}
      title={refusal.message}
      action={action || signIn}
      // It is about the try before. It keeps its place: what is pressed stays under the pointer.
      className={`${isOld ? 'invisible' : ''} ${className ?? ''}`}
    >
      {refusal.fields ? 'Each field says what to change.' : null}
    </Callout>
  )
}

/** Whether somebody has signed in, in another tab, since this was refused for nobody being. */
function useSignedInAgain(refusal: Refusal | null): boolean {
  const [mended, setMended] = useState<Refusal | null>(null)
  useOtherTabs('signed-in', () => setMended(refusal), refusal?.code === signedOut.code)
  return refusal !== null && mended === refusal
}

/** Whether a form is under way once more, and its refusal that of the try before: its answer may come before its end. */
function useIsOld(refusal: Refusal | null): boolean {
  const { pending } = useFormStatus()
  const [atRest, setAtRest] = useState(pending ? null : refusal)
  if (!pending && refusal !== atRest) setAtRest(refusal)
  return pending && refusal === atRest
}
