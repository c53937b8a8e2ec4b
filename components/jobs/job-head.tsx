import Link from 'next/link'
import { StateBadge } from '@/components/ui/badge'
import { CopyText } from '@/components/ui/copy-text'
import { Crumbs } from '@/components/ui/crumbs'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import { JOB_ID_TAIL, type JobState, type JobType, jobTypeName } from '@/lib/domain/job'
import { jobCode } from '@/lib/domain/job-story'
import type { Person } from '@/lib/domain/mask'
import { Frame } from './frame'
import { LookReasonChoice } from './look-reason'
import { Silhouette } from './silhouette'

type JobInHead = {
  id: string
  type: JobType
  state: JobState
  resultCode: string | null
  failureCode: string | null
  attempts: number
  person: Person
  enrollee: { id: string }
  frames: readonly number[]
  retryOf: string | null
  sentAgainAs: string | null
  link: { id: string; label: string } | null
}

/** Whose job it is, what it does and how it stands; the selfie behind its veil. */
export function JobHead({ job, mayView }: { job: JobInHead; mayView: boolean }) {
  const { person } = job
  const size = 'h-26 w-21'
  const hasSelfie = mayView && job.frames.includes(SELFIE_POSITION)
  return (
    <header className="mb-6 flex flex-wrap items-start gap-x-4.5 sm:items-center gap-y-3">
      {hasSelfie ? (
        <Frame jobId={job.id} position={SELFIE_POSITION} name="the selfie" shape="oval" className={size} />
      ) : (
        <Silhouette className={size} />
      )}
      <div className="min-w-0 flex-1 basis-56">
        <Crumbs
          way={[
            { name: 'Enrollees', href: '/enrollees' },
            { name: person.userId, href: `/enrollees/${job.enrollee.id}`, isId: true },
          ]}
        />
        <h1 className="wrap-anywhere">
          {jobTypeName[job.type]} <bdi>{person.displayName ?? person.userId}</bdi>
        </h1>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-ink-2">
          job <CopyText text={job.id} what="the job id" tail={JOB_ID_TAIL} />
        </p>
        {hasSelfie ? <LookReasonChoice beside="oval" className="mt-1.5" /> : null}
        <Ways retryOf={job.retryOf} sentAgainAs={job.sentAgainAs} link={job.link} />
      </div>
      <StateBadge state={job.state} code={jobCode(job)} />
    </header>
  )
}

function Ways({ retryOf, sentAgainAs, link }: Pick<JobInHead, 'retryOf' | 'sentAgainAs' | 'link'>) {
  if (!retryOf && !sentAgainAs && !link) return null
  return (
    <p className="flex flex-wrap gap-x-4 text-[0.8125rem]">
      {link ? (
        <Link href={`/links/${link.id}`} className="link">
          {link.label ? (
            <>
              From link “<bdi>{link.label}</bdi>”
            </>
          ) : (
            'From a link'
          )}
        </Link>
      ) : null}
      {retryOf ? (
        <Link href={`/jobs/${retryOf}`} className="link">
          The job before this one
        </Link>
      ) : null}
      {sentAgainAs ? (
        <Link href={`/jobs/${sentAgainAs}`} className="link">
          Sent again: open the new job
        </Link>
      ) : null}
    </p>
  )
}
