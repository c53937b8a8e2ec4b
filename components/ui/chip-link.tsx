import { X } from 'lucide-react'
import Link from 'next/link'
import { countWords } from '@/lib/domain/count'

/** A filter that is a link: which one holds is in the address. */
export function ChipLink({
  href,
  on,
  count,
  countMax,
  children,
}: {
  href: string
  on: boolean
  count?: number
  /** How far was counted, where not as far as usual. */
  countMax?: number
  children: React.ReactNode
}) {
  return (
    <Link
      href={href}
      aria-current={on ? 'true' : undefined}
      className="inline-flex h-9 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-[0.8125rem] font-medium whitespace-nowrap text-ink-2 transition-colors hover:border-line-strong hover:text-ink aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent desk:h-7 desk:px-2.5"
    >
      {children}
      {count === undefined ? null : (
        <b className={`num ${count === 0 ? 'font-normal' : on ? '' : 'text-ink'}`}>{countWords(count, countMax)}</b>
      )}
    </Link>
  )
}

/** Takes every filter off at once. */
export function ClearFilters({ href }: { href: string }) {
  return (
    <Link
      href={href}
      className="flex min-h-9 items-center gap-1 px-1.5 text-[0.8125rem] font-medium text-ink-2 hover:text-ink desk:min-h-7"
    >
      <X aria-hidden className="size-3.5" /> Clear
    </Link>
  )
}
