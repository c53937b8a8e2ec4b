/** Cells and rows of a ListTable: a row is a card on a phone. */
export const listCell =
  'desk:border-b desk:border-line desk:px-4 desk:py-2.5 desk:align-middle desk:first:pl-5 desk:last:pr-5'
/** Small print on a phone, a column like any other at the desk. */
export const listSmall = `${listCell} text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`
export const listRow =
  'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2.5 px-4 py-3.5 transition-colors sm:px-5 hover:bg-accent-soft/35 has-[a:focus-visible]:bg-accent-soft/35 desk:table-row desk:p-0 desk:[&:last-child>td]:border-b-0'
const listHead =
  'border-b border-line px-4 py-2.5 text-left text-[0.78rem] font-medium whitespace-nowrap text-ink-3 first:pl-5 last:pr-5'

type ListTableProps = {
  /** For screen readers: what is listed, and in which order. */
  caption: string
  columns: readonly { key: string; name: React.ReactNode; className?: string }[]
  children: React.ReactNode
}

/** A list as a table at the desk and as cards on phones. */
export function ListTable({ caption, columns, children }: ListTableProps) {
  return (
    <table className="block w-full desk:table desk:border-separate desk:border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead className="hidden desk:table-header-group">
        <tr>
          {columns.map(({ key, name, className = '' }) => (
            <th key={key} scope="col" className={`${listHead} ${className}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line desk:table-row-group desk:divide-y-0">{children}</tbody>
    </table>
  )
}
