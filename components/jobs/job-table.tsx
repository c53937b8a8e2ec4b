import Link from 'next/link'
import { StateBadge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { type Environment, environmentName } from '@/lib/domain/environment'
import { AUTHENTICATE, type JobState, type JobType, jobTypeName } from '@/lib/domain/job'
import { jobCode, jobStory } from '@/lib/domain/job-story'
import type { Person } from '@/lib/domain/mask'
import { zoneName } from '@/lib/domain/time'
import { PersonCell } from './person-cell'
import { StepLink, type StepReader } from './step-link'

export type JobInTable = {
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
  enrolleeId: string
  person: Person
  sentAgainAs: string | null
}

type JobTableProps = {
  jobs: readonly JobInTable[]
  zone: string
  label: string
  reader: StepReader
  /** All jobs are of one person, whose page this is: their name is not repeated. */
  onePerson?: boolean
}

const head = 'border-b border-line px-4 py-2.5 text-left text-[0.78rem] font-medium text-ink-3'
const cell = 'desk:border-b desk:border-line desk:px-4 desk:py-2.5 desk:align-middle'

/** Jobs as a table at the desk and as cards on phones. The whole row leads to the job. */
export function JobTable({ jobs, zone, label, reader, onePerson = false }: JobTableProps) {
  return (
    <table className="block w-full desk:table desk:border-separate desk:border-spacing-0">
      <caption className="sr-only">{label}</caption>
      <thead className="hidden desk:table-header-group">
        <tr>
          <th scope="col" className={`${head} w-[30%]`}>
            {onePerson ? 'Job' : 'Person'}
          </th>
          <th scope="col" className={head}>
            State
          </th>
          <th scope="col" className={`${head} w-[34%]`}>
            What happened
          </th>
          <th scope="col" className={head}>
            By
          </th>
          <th scope="col" className={`${head} text-right`}>
            When ({zoneName(zone, new Date(), 'short')})
          </th>
        </tr>
      </thead>
      <tbody className="block divide-y divide-line desk:table-row-group desk:divide-y-0">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} zone={zone} reader={reader} onePerson={onePerson} />
        ))}
      </tbody>
    </table>
  )
}

type JobRowProps = Omit<JobTableProps, 'jobs' | 'label'> & { job: JobInTable }

function JobRow({ job, zone, reader, onePerson }: JobRowProps) {
  const story = jobStory(job)
  const facts = [job.type === AUTHENTICATE && !onePerson && 'Authenticate', jobCode(job)].filter(Boolean).join(' · ')
  const isWaiting = job.state === 'queued' && job.attempts > 0 && job.nextStepAt
  return (
    <tr className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2.5 px-4 py-3.5 transition-colors hover:bg-accent-soft/35 has-[a:focus-visible]:bg-accent-soft/35 desk:table-row desk:p-0 desk:[&:last-child>td]:border-b-0">
      <td className={cell}>
        {onePerson ? (
          <>
            <RowLink jobId={job.id}>{jobTypeName[job.type]}</RowLink>
            <div className="text-ink-3">
              <span className="id">…{job.id.slice(-12)}</span>
            </div>
          </>
        ) : (
          <PersonCell person={job.person} link={(name) => <RowLink jobId={job.id}>{name}</RowLink>} />
        )}
      </td>
      <td className={`${cell} self-start`}>
        <StateBadge state={job.state} />
      </td>
      <td className={`${cell} col-span-2`}>
        <div className="text-pretty">{story.headline}</div>
        <div className="text-[0.8125rem] text-ink-3">
          {facts ? <span>{facts}</span> : null}
          {isWaiting && job.nextStepAt ? (
            <>
              Next try at <Time at={job.nextStepAt} zone={zone} />
            </>
          ) : null}
          <StepLink job={job} reader={reader} className="not-first:ml-2" />
        </div>
      </td>
      <td className={`${cell} text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`}>
        <span className="desk:block">{job.by}</span>
        <span className="before:content-['_·_'] desk:text-[0.8125rem] desk:text-ink-3 desk:before:content-none">
          {environmentName[job.environment]}
        </span>
      </td>
      <td className={`${cell} text-right text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`}>
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
