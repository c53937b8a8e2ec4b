'use client'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'

type Person = Pick<EnrollDraft, 'userId' | 'displayName'>

/**
 * Whether an operator has said whose selfie it is, after a reload found it again: by then somebody else may sit at the
 * desk, or be typed into the form. What they say holds for the person in the form at that moment, and for nobody else.
 */
export function useWhoseSelfie({ userId, displayName }: Person) {
  const person = JSON.stringify([userId.trim(), displayName.trim()])
  const [vouchedFor, setVouchedFor] = useState<string | null>(null)
  return {
    isSaid: vouchedFor === person,
    say: (isTheirs: boolean) => setVouchedFor(isTheirs ? person : null),
    forget: () => setVouchedFor(null),
  }
}

type WhoseSelfieProps = Person & { isSaid: boolean; say: (isTheirs: boolean) => void }

/** Asks whose pictures these are, once somebody stands in the form. */
export function WhoseSelfie({ userId, displayName, isSaid, say }: WhoseSelfieProps) {
  const name = displayName.trim() || userId.trim()
  return (
    <Checkbox
      checked={isSaid}
      onChange={({ currentTarget: { checked } }) => say(checked)}
      label={
        <>
          The selfie is of <bdi>{name}</bdi>
        </>
      }
      description="It was taken before this page was left or loaded again."
    />
  )
}
