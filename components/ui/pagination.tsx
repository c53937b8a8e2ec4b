import { ArrowLeft, ArrowRight } from 'lucide-react'
import Link from 'next/link'

const step =
  'inline-flex min-h-11 items-center gap-1.5 rounded-control font-medium text-accent hover:text-accent-strong desk:min-h-0'

/** Keyset pages have no numbers: on to the older, back to the newest. */
export function Pagination({
  newest,
  older,
  note,
}: {
  newest: string | null
  older: string | null
  note?: React.ReactNode
}) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center gap-x-6 gap-y-1 px-1 py-3 text-[0.8125rem] text-ink-3"
    >
      <span className="flex-1">{note}</span>
      {newest ? (
        <Link href={newest} className={step}>
          <ArrowLeft aria-hidden className="size-3.5" /> Newest
        </Link>
      ) : null}
      {older ? (
        <Link href={older} className={step} rel="next">
          Older <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      ) : null}
    </nav>
  )
}
