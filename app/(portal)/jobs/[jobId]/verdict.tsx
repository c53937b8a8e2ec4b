import { NextSteps } from '@/components/jobs/next-steps'
import { AskButton } from '@/components/ui/ask-button'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DocumentLink } from '@/components/ui/document-link'
import { Time } from '@/components/ui/time'
import type { ToldStory } from '@/lib/domain/consent-withdrawn'
import { isErased } from '@/lib/domain/erased'
import { hastenable, nextTryAt } from '@/lib/domain/hasten'
import { jobStateView, REGISTER } from '@/lib/domain/job'
import { may } from '@/lib/domain/permissions'
import { mayRedrive } from '@/lib/domain/redrive'
import { maySendAgain } from '@/lib/domain/send-again'
import type { Actor } from '@/lib/server/auth'
import type { JobView } from '@/lib/server/job'
import { hasten, redrive, sendAgain } from './actions'

type VerdictProps = { actor: Actor; job: JobView; told: ToldStory; now: Date; zone: string }

/** How a job stands, in words, and what this actor can do about it now. */
export function Verdict({ actor, job, told, now, zone }: VerdictProps) {
  const { story, isWithdrawal } = told
  const gone = isErased(job.person.userId)
  const mayCreate = may(actor, 'jobs.create')
  const mayRetry = !gone && !job.isBarred && !job.sentAgainAs && may(actor, 'jobs.retry', job.createdById)
  const waiting = mayRetry ? hastenable(job, now) : null
  const nextTry = nextTryAt(job)
  // Whoever sits at the desk goes on with the next person from here.
  const isOwnDesk = job.type === REGISTER && !job.link && job.createdById === actor.id && mayCreate
  return (
    <Callout
      tone={gone ? 'idle' : isWithdrawal ? 'warn' : jobStateView[job.state].tone}
      title={`${story.headline}.`}
      className="mb-6"
      action={
        <>
          <NextSteps
            steps={story.next}
            job={{ id: job.id, type: job.type, enrolleeId: job.enrollee.id }}
            mayCapture={mayCreate && !job.sentAgainAs}
            maySend={mayRetry && maySendAgain(job.state) && job.frames.length > 0}
            sendAgain={sendAgain}
            redrive={mayRetry && mayRedrive(job) ? redrive : null}
          />
          {waiting ? (
            // Keyed by the history: what an earlier press was told is old after the next line.
            <AskButton action={hasten.bind(null, job.id)} key={job.events[0]?.id}>
              {waiting === 'try' ? 'Try now' : 'Ask Smile ID now'}
            </AskButton>
          ) : null}
          {gone || job.state === 'approved' ? (
            <LinkButton href={`/enrollees/${job.enrollee.id}`}>Open the enrollee</LinkButton>
          ) : null}
          {isOwnDesk ? (
            <DocumentLink href="/enroll?next=1" variant="secondary">
              Next person
            </DocumentLink>
          ) : null}
        </>
      }
    >
      {story.words}
      {nextTry ? (
        <>
          {' '}
          Next try at <Time at={nextTry} zone={zone} show="soon" />.
        </>
      ) : null}
      {job.sentAgainAs ? ' It was sent again already, as the job that is linked above.' : null}
    </Callout>
  )
}
