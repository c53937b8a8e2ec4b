import Link from 'next/link'
import { PersonCell } from '@/components/jobs/person-cell'
import { ListTable, listCell, listRow, listSmall } from '@/components/ui/list-table'
import { Time } from '@/components/ui/time'
import { type Environment, environmentName } from '@/lib/domain/environment'
import type { Person } from '@/lib/domain/mask'
import { EnrolledBadge } from './enrolled-badge'

type EnrolleeInTable = {
  id: string
  environment: Environment
  createdAt: Date
  enrolledAt: Date | null
  withdrawnAt: Date | null
  erased: object | null
  person: Person
  jobCount: number
}

/** Enrollees as a table at the desk and as cards on phones. The whole row leads to the enrollee. */
export function EnrolleeTable({ enrollees, zone }: { enrollees: readonly EnrolleeInTable[]; zone: string }) {
  return (
    <ListTable
      caption={'Enrollees, newest first'}
      columns={[
        { key: 'person', name: 'Person', className: 'w-[38%]' },
        { key: 'state', name: 'State' },
        { key: 'environment', name: 'Environment' },
        { key: 'jobs', name: 'Jobs', className: 'text-right' },
        { key: 'since', name: 'First seen', className: 'text-right' },
      ]}
    >
      {enrollees.map(({ id, environment, createdAt, enrolledAt, withdrawnAt, erased, person, jobCount }) => (
        <tr key={id} className={listRow}>
          <td className={listCell}>
            <PersonCell
              person={person}
              link={(name) => (
                <Link href={`/enrollees/${id}`} className="after:absolute after:inset-0 focus-visible:outline-offset-4">
                  {name}
                </Link>
              )}
            />
          </td>
          <td className={`${listCell} self-start`}>
            <EnrolledBadge enrolledAt={enrolledAt} withdrawnAt={withdrawnAt} isErased={erased !== null} />
          </td>
          <td className={listSmall}>{environmentName[environment]}</td>
          <td className={`${listCell} hidden text-right desk:table-cell`}>
            <span className="num">{jobCount}</span>
          </td>
          <td className={`${listSmall} text-right`}>
            <Time at={createdAt} zone={zone} />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}
