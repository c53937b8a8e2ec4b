import Link from 'next/link'
import { RowNotes } from '@/components/jobs/row-notes'
import { type StepJob, StepLink } from '@/components/jobs/step-link'
import { StateBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { toldStory, type Withdrawal } from '@/lib/domain/consent-withdrawn'
import { countWords } from '@/lib/domain/count'
import type { Standing } from '@/lib/domain/job-story'
import type { Waiting } from '@/lib/domain/waits'

type ListedJob = StepJob & Standing & Waiting & Withdrawal & { createdAt: Date }

type Reader = { zone: string; mayCapture: boolean }

type ShortListProps = {
  title: string
  count: number
  /** How far was counted, where not as far as usual. */
  countMax?: number
  href: string
  /** A second number with a list of its own. */
  beside?: { count: number; name: string; href: string } | null
  jobs: readonly ListedJob[]
  reader: Reader
  /** Said when there is nothing, which is good news. */
  none: string
  icon: React.ReactNode
}

/** A few jobs that want attention, each with its age and the next step. */
export function ShortList({ title, count, countMax, href, beside, jobs, reader, none, icon }: ShortListProps) {
  return (
    <Card
      title={title}
      flush
      aside={
        <span className="flex gap-3">
          {beside ? (
            <Link href={beside.href} className="link -my-2.5 py-2.5">
              {countWords(beside.count)} {beside.name}
            </Link>
          ) : null}
          {count > 0 ? (
            <Link href={href} className="link -my-2.5 py-2.5">
              All {countWords(count, countMax)}
            </Link>
          ) : null}
        </span>
      }
    >
      {jobs.length === 0 ? (
        <div className="flex items-start gap-2.5 px-4 pt-1 pb-5 text-ink-2 sm:px-5 [&>svg]:mt-0.5 [&>svg]:size-4.5 [&>svg]:shrink-0 [&>svg]:text-ok">
          {icon}
          <p>{none}</p>
        </div>
      ) : (
        <ul className="divide-y divide-line">
          {jobs.map((job) => (
            <Line key={job.id} job={job} reader={reader} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Line({ job, reader }: { job: ListedJob; reader: Reader }) {
  const { story, beside } = toldStory(job, true)
  return (
    <li className="relative px-4 py-3 transition-colors hover:bg-accent-soft/35 sm:px-5">
      <div className="flex items-center justify-between gap-3">
        <Link href={`/jobs/${job.id}`} className="min-w-0 truncate font-semibold after:absolute after:inset-0">
          {job.person.displayName ?? <span className="id">{job.person.userId}</span>}
        </Link>
        <StateBadge state={job.state} />
      </div>
      <div className="mt-0.5 flex items-baseline justify-between gap-3">
        <p className="min-w-0 text-ink-2">{story.headline}</p>
        <Time at={job.createdAt} zone={reader.zone} show="relative" className="shrink-0 text-[0.8125rem] text-ink-3" />
      </div>
      <RowNotes job={job} beside={beside} />
      <StepLink job={job} steps={story.next} reader={reader} className="mt-1" />
    </li>
  )
}
