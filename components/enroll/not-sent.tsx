'use client'
import { Button } from '@/components/ui/button'
import { DocumentLink } from '@/components/ui/document-link'
import { leaveFocus } from '@/components/ui/leave-focus'
import { RefusalNote } from '@/components/ui/refusal-note'
import type { Refusal } from '@/lib/domain/outcome'

type NotSentProps = {
  refusal: Refusal
  /** Whether these pictures were sent back, and others have to be taken. */
  isSentBack: boolean
  sitAgain: () => void
}

/** Why the form was not sent, and the next step from there. */
export function NotSent({ refusal, isSentBack, sitAgain }: NotSentProps) {
  const next = isSentBack ? (
    <Button ref={leaveFocus} data-next onClick={sitAgain}>
      Take new pictures
    </Button>
  ) : refusal.jobId ? (
    <DocumentLink variant="secondary" href={`/jobs/${refusal.jobId}`}>
      Open their job
    </DocumentLink>
  ) : undefined
  return <RefusalNote refusal={refusal} sumsUp action={next} />
}
