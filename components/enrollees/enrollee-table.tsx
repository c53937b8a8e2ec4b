import Link from 'next/link'
import { PersonCell } from '@/components/jobs/person-cell'
import { Time } from '@/components/ui/time'
import { type Environment, environmentName } from '@/lib/domain/environment'
import type { Person } from '@/lib/domain/mask'
import { EnrolledBadge } from './enrolled-badge'

type EnrolleeInTable = {
  id: string
  environment: Environment
  createdAt: Date
  enrolledAt: Date | null
  person: Person
  jobCount: number
}

const head = 'border-b border-line px-4 py-2.5 text-left text-[0.78rem] font-medium text-ink-3'
const cell = 'desk:border-b desk:border-line desk:px-4 desk:py-2.5 desk:align-middle'

/** Enrollees as a table at the desk and as cards on phones. The whole row leads to the enrollee. */
export function EnrolleeTable({ enrollees, zone }: { enrollees: readonly EnrolleeInTable[]; zone: string }) {
  return (
    <table className="block w-full desk:table desk:border-separate desk:border-spacing-0">
      <caption className="sr-only">Enrollees, newest first</caption>
      <thead className="hidden desk:table-header-group">
        <tr>
          <th scope="col" className={`${head} w-[38%]`}>
            Person
          </th>
          <th scope="col" className={head}>
            State
          </th>
          <th scope="col" className={head}>
            Environment
          </th>
          <th scope="col" className={`${head} text-right`}>
            Jobs
          </th>
          <th scope="col" className={`${head} text-right`}>
            First seen
          </th>
        </tr>
      </thead>
      <tbody className="block divide-y divide-line desk:table-row-group desk:divide-y-0">
        {enrollees.map(({ id, environment, createdAt, enrolledAt, person, jobCount }) => (
          <tr
            key={id}
            className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2.5 px-4 py-3.5 transition-colors hover:bg-accent-soft/35 desk:table-row desk:p-0 desk:[&:last-child>td]:border-b-0"
          >
            <td className={cell}>
              <PersonCell
                person={person}
                link={(name) => (
                  <Link
                    href={`/enrollees/${id}`}
                    className="after:absolute after:inset-0 focus-visible:outline-offset-4"
                  >
                    {name}
                  </Link>
                )}
              />
            </td>
            <td className={`${cell} self-start`}>
              <EnrolledBadge enrolledAt={enrolledAt} />
            </td>
            <td className={`${cell} text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`}>
              {environmentName[environment]}
            </td>
            <td className={`${cell} hidden text-right desk:table-cell`}>
              <span className="num">{jobCount}</span>
            </td>
            <td className={`${cell} text-right text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`}>
              <Time at={createdAt} zone={zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
