import Link from 'next/link'
import { Fragment } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { JobNote } from '@/lib/domain/job-notes'
import { nextStepName } from '@/lib/domain/next-step'

type Suspect = { userId: string; displayName: string | null; enrolleeId: string | null }

type NoteCalloutProps = {
  note: JobNote
  /** Who may be the same person, as far as this reader may see them. */
  suspects: { named: readonly Suspect[]; gone: number }
  /** Whether this reader may read the callbacks it comes from. */
  mayRead: boolean
  /** How this reader says to have looked at it; null: not theirs to say, or not yet. */
  settle: React.ComponentProps<typeof AskButton>['action'] | null
}

/** Of more callbacks or sentences than these, the newest are shown; the others are in the history. */
const SHOWN_MAX = 5

const sourceName: Record<JobNote['kind'], string> = { report: 'report', conflict: 'callback' }

/** Something that somebody has to look at, in words: what came, what it means, and what to do about it. */
export function NoteCallout({ note, suspects, mayRead, settle }: NoteCalloutProps) {
  const { kind, code, callbackIds, headline, said, words, next } = note
  const steps = next.filter((step) => step !== 'none').map((step) => nextStepName[step])
  const count = callbackIds.length
  const shown = mayRead ? callbackIds.slice(0, SHOWN_MAX) : []
  const hidden = said.length - SHOWN_MAX
  return (
    <Callout
      tone="warn"
      title={kind === 'report' && count > 1 ? `${headline}: ${count} reports.` : `${headline}.`}
      className="mb-6"
      action={
        shown.length > 0 || settle ? (
          <>
            {shown.map((callbackId, at) => (
              <LinkButton key={callbackId} href={`/callbacks/${callbackId}`} variant="secondary">
                {count > 1 ? `Read ${sourceName[kind]} ${count - at}` : `Read the ${sourceName[kind]}`}
              </LinkButton>
            ))}
            {settle ? (
              <AskButton action={settle} variant="primary">
                I have looked at it
                <span className="sr-only">: {headline}</span>
              </AskButton>
            ) : null}
          </>
        ) : null
      }
    >
      {said.slice(0, SHOWN_MAX).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {hidden > 0 ? <p>And {hidden} more in the history.</p> : null}
      {words} {steps.length > 0 ? `Next: ${steps.join(', or ')}. ` : ''}
      {suspects.named.length + suspects.gone > 0 ? (
        <p className="my-1">
          {suspects.named.length > 0 ? 'Suspected: ' : null}
          {suspects.named.map((suspect, at) => (
            <Fragment key={suspect.userId}>
              {at > 0 ? ', ' : null}
              <SuspectName {...suspect} />
            </Fragment>
          ))}
          {suspects.named.length > 0 && suspects.gone > 0 ? '. ' : null}
          {suspects.gone > 0 ? goneWords(suspects.gone, suspects.named.length === 0) : null}
        </p>
      ) : null}
      {code ? <span className="num text-[0.8125rem] text-ink-3">{code}</span> : null}
    </Callout>
  )
}

/** Why somebody whom a report suspected is not named. */
function goneWords(gone: number, isAll: boolean): string {
  if (!isAll) return gone === 1 ? 'One more is erased here.' : `${gone} more are erased here.`
  const who = gone === 1 ? 'The one suspected is' : 'All suspected are'
  return `${who} erased here, so nobody is named and there is nobody left to compare with.`
}

function SuspectName({ userId, displayName, enrolleeId }: Suspect) {
  const name = (
    <>
      {displayName ? <bdi className="wrap-anywhere">{displayName}</bdi> : null}
      {displayName ? ' · ' : null}
      <bdi className="id wrap-anywhere">{userId}</bdi>
    </>
  )
  if (!enrolleeId) return name
  return (
    <Link href={`/enrollees/${enrolleeId}`} className="link">
      {name}
    </Link>
  )
}
