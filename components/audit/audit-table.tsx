import Link from 'next/link'
import { ListTable, listCell, listRow, listSmall } from '@/components/ui/list-table'
import { Time } from '@/components/ui/time'
import { auditActionName } from '@/lib/domain/audit-words'
import { zoneName } from '@/lib/domain/time'

type AuditLine = {
  id: string
  at: Date
  action: string
  detail: string
  by: string | null
  about: { name: string; href: string } | null
}

/** The audit log as a table at the desk and as cards on phones. */
export function AuditTable({ lines, zone }: { lines: readonly AuditLine[]; zone: string }) {
  return (
    <ListTable
      caption="What was done, newest first"
      columns={[
        { key: 'what', name: 'What was done', className: 'w-[40%]' },
        { key: 'about', name: 'About' },
        { key: 'by', name: 'By', className: 'w-[20%]' },
        { key: 'when', name: `When (${zoneName(zone, new Date(), 'short')})`, className: 'text-right' },
      ]}
    >
      {lines.map(({ id, at, action, detail, by, about }) => (
        <tr key={id} className={listRow}>
          <td className={`${listCell} col-span-2`}>
            <span className="font-semibold">{auditActionName(action)}</span>
            {detail ? <span className="block text-[0.8125rem] text-ink-2">{detail}</span> : null}
          </td>
          <td className={`${listCell} col-span-2 text-[0.8125rem] empty:hidden desk:text-sm desk:empty:table-cell`}>
            {about ? (
              // Not fetched ahead: fifty pages of one list.
              <Link href={about.href} prefetch={false} className="link -my-2 inline-block py-2 wrap-anywhere">
                {about.name}
              </Link>
            ) : null}
          </td>
          <td className={`${listSmall} wrap-anywhere`}>{by ?? 'Kioo itself'}</td>
          <td className={`${listSmall} text-right`}>
            <Time at={at} zone={zone} className="desk:block" />
            <Time
              at={at}
              zone={zone}
              show="relative"
              className="hidden text-[0.8125rem] whitespace-nowrap text-ink-3 desk:block"
            />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}
