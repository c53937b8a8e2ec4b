import Link from 'next/link'
import { StateBadge } from '@/components/ui/badge'
import { ListTable, listCell, listRow, listSmall } from '@/components/ui/list-table'
import { Time } from '@/components/ui/time'
import { toldStory, type Withdrawal } from '@/lib/domain/consent-withdrawn'
import { type Environment, environmentName } from '@/lib/domain/environment'
import { nextTryAt } from '@/lib/domain/hasten'
import { AUTHENTICATE, JOB_ID_TAIL, type JobState, type JobType, jobTypeName } from '@/lib/domain/job'
import { jobCode } from '@/lib/domain/job-story'
import type { Person } from '@/lib/domain/mask'
import { zoneName } from '@/lib/domain/time'
import type { Waiting } from '@/lib/domain/waits'
import { PersonCell } from './person-cell'
import { RowNotes } from './row-notes'
import { StepLink, type StepReader } from './step-link'

type JobInTable = {
  id: string
  createdAt: Date
  environment: Environment
  type: JobType
  state: JobState
  resultCode: string | null
  failureCode: string | null
  attempts: number
  nextStepAt: Date | null
  by: string
  /** Captured by the person: `by` is then whoever made the link. */
  isByLink: boolean
  enrolleeId: string
  person: Person
  sentAgainAs: string | null
} & Waiting &
  Withdrawal

type JobTableProps = {
  jobs: readonly JobInTable[]
  zone: string
  label: string
  reader: StepReader
  /** All jobs are of one person, whom the page’s title names: they are not named again in every row. */
  onePerson?: boolean
  /** Somebody has to copy them: whole ids in place of their ends. */
  wholeIds?: boolean
}

/** Jobs as a table at the desk and as cards on phones. The whole row leads to the job. */
export function JobTable({ jobs, zone, label, reader, onePerson = false, wholeIds = false }: JobTableProps) {
  return (
    <ListTable
      caption={label}
      columns={[
        { key: 'person', name: onePerson ? 'Job' : 'Person', className: 'w-[26%]' },
        { key: 'state', name: 'State' },
        { key: 'story', name: 'What happened', className: 'w-[28%]' },
        { key: 'by', name: 'By', className: 'w-[20%]' },
        { key: 'when', name: `When (${zoneName(zone, new Date(), 'short')})`, className: 'text-right' },
      ]}
    >
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} zone={zone} reader={reader} onePerson={onePerson} wholeIds={wholeIds} />
      ))}
    </ListTable>
  )
}

type JobRowProps = Omit<JobTableProps, 'jobs' | 'label'> & { job: JobInTable }

function JobRow({ job, zone, reader, onePerson, wholeIds }: JobRowProps) {
  const { story, beside } = toldStory(job, true)
  const facts = [job.type === AUTHENTICATE && !onePerson && 'Authenticate', jobCode(job)].filter(Boolean).join(' · ')
  const nextTry = nextTryAt(job)
  return (
    <tr className={listRow}>
      <td className={listCell}>
        {onePerson ? (
          <>
            <RowLink jobId={job.id}>{jobTypeName[job.type]}</RowLink>
            <div className="id wrap-anywhere text-ink-3">{wholeIds ? job.id : `…${job.id.slice(-JOB_ID_TAIL)}`}</div>
          </>
        ) : (
          <PersonCell person={job.person} link={(name) => <RowLink jobId={job.id}>{name}</RowLink>} />
        )}
      </td>
      <td className={`${listCell} self-start`}>
        <StateBadge state={job.state} />
      </td>
      <td className={`${listCell} col-span-2`}>
        <div>{story.headline}</div>
        <RowNotes job={job} beside={beside} />
        <div className="text-[0.8125rem] text-ink-3">
          {facts ? <span>{facts}</span> : null}
          {nextTry ? (
            <>
              {facts ? ' · ' : null}Next try at <Time at={nextTry} zone={zone} show="soon" />
            </>
          ) : null}
          <StepLink job={job} steps={story.next} reader={reader} className="not-first:ml-2" />
        </div>
      </td>
      <td className={listSmall}>
        <span className="desk:block">
          <bdi>{job.by}</bdi>
        </span>
        <span className="before:content-['_·_'] desk:text-[0.8125rem] desk:text-ink-3 desk:before:content-none">
          {job.isByLink ? 'by link · ' : null}
          {environmentName[job.environment]}
        </span>
      </td>
      <td className={`${listSmall} text-right`}>
        <Time at={job.createdAt} zone={zone} className="hidden desk:block" />
        <Time
          at={job.createdAt}
          zone={zone}
          show="relative"
          className="text-[0.8125rem] whitespace-nowrap text-ink-3"
        />
      </td>
    </tr>
  )
}

/** Covers its whole row. */
function RowLink({ jobId, children }: { jobId: string; children: React.ReactNode }) {
  return (
    <Link href={`/jobs/${jobId}`} className="font-semibold after:absolute after:inset-0 focus-visible:outline-offset-4">
      {children}
    </Link>
  )
}
