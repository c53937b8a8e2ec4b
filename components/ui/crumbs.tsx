import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Fragment } from 'react'

type Crumb = { name: string; href?: string; isId?: boolean }

/** The way to this page from its list, outermost first. One without an address only says where it is. */
export function Crumbs({ way }: { way: readonly Crumb[] }) {
  return (
    <nav aria-label="You are here" className="flex flex-wrap items-center gap-1 text-ink-3">
      {way.map(({ name, href, isId = false }, at) => (
        <Fragment key={name}>
          {at > 0 ? <ChevronRight aria-hidden className="size-3.5" /> : null}
          {href ? (
            <Link href={href} className={`-my-2 py-2 hover:text-ink hover:underline ${isId ? 'id' : ''}`}>
              {name}
            </Link>
          ) : (
            name
          )}
        </Fragment>
      ))}
    </nav>
  )
}
