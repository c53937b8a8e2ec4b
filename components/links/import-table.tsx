import { Badge } from '@/components/ui/badge'
import { ListTable } from '@/components/ui/list-table'
import type { ImportRow } from '@/lib/domain/import-rows'
import { refusedRowAdvice } from '@/lib/domain/link-import'

const columns = ['Line', 'User id', 'Name', 'E-mail', 'What happens'].map((name) => ({ key: name, name }))
/** A card has no line for what is not given; a table keeps its columns. */
const ungiven = 'hidden desk:table-cell'
const cell = 'desk:border-b desk:border-line desk:px-4 desk:py-2 desk:align-top desk:first:pl-5 desk:last:pr-5'
/** As wide as it is, for what nobody reads in pieces; only what is very long is broken. */
const whole = 'wrap-anywhere desk:w-max desk:max-w-32 xl:max-w-72'

type ShownImportRow = ImportRow & {
  /** Its link is there. */
  made: boolean
}

/** The rows of a file with what is wrong with each: a table at the desk, cards on phones. */
export function ImportTable({ rows, label }: { rows: readonly ShownImportRow[]; label: string }) {
  return (
    <ListTable caption={label} columns={columns}>
      {rows.map(({ line, userId, displayName, email, problems, warning, made }) => (
        <tr
          key={line}
          className="grid gap-1 px-4 py-3 sm:px-5 desk:table-row desk:p-0 desk:[&:last-child>td]:border-b-0"
        >
          <td className={`${cell} num text-ink-3`}>
            <span className="desk:hidden">Line </span>
            {line}
          </td>
          <td className={cell}>
            {userId ? <div className={`id ${whole}`}>{userId}</div> : <Missing>no user id</Missing>}
          </td>
          <td className={`${cell} ${displayName ? '' : ungiven}`}>
            {displayName ? (
              <div className="wrap-anywhere desk:min-w-28 xl:min-w-52">{displayName}</div>
            ) : (
              <Missing>—</Missing>
            )}
          </td>
          <td className={`${cell} ${email ? '' : ungiven}`}>
            {email ? <div className={whole}>{email}</div> : <Missing>—</Missing>}
          </td>
          <td className={`${cell} desk:w-full`}>
            {problems.length > 0 ? (
              <ul className="grid gap-0.5 text-bad">
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            ) : made ? (
              <Badge tone="ok">Link made</Badge>
            ) : (
              <span className="text-ink-2">A link will be made</span>
            )}
            {warning ? (
              <p className="text-warn">
                {warning} {refusedRowAdvice(made)}
              </p>
            ) : null}
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

function Missing({ children }: { children: React.ReactNode }) {
  return <span className="whitespace-nowrap text-ink-3">{children}</span>
}
