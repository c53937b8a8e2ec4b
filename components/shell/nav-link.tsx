'use client'
import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'

type NavLinkProps = {
  href: string
  name: string
  icon: React.ReactNode
  /** Capture pages have their own Permissions-Policy, which only a new document brings. */
  newDocument?: boolean
  /** What waits for a person there. */
  count?: number
  /** Not in the bar under the thumb, which has no more room: on phones the settings lead there. */
  deskOnly?: boolean
  /** The address of what it leads to on phones. */
  holds?: string
}

const look =
  'group relative min-h-12 flex-1 flex-col items-center justify-center gap-0.5 rounded-lg text-[0.6875rem] font-medium text-ink-2 transition-colors hover:text-ink aria-[current=page]:text-accent desk:min-h-9 desk:flex-none desk:flex-row desk:justify-start desk:gap-2.5 desk:px-2.5 desk:text-sm desk:hover:bg-surface/60 desk:aria-[current=page]:bg-surface desk:aria-[current=page]:text-ink desk:aria-[current=page]:shadow-lift max-desk:aria-[current=true]:text-accent [&>svg]:size-5 desk:[&>svg]:size-[18px] [&>svg]:shrink-0 [&>svg]:stroke-[1.75]'

export function NavLink({ href, name, icon, newDocument = false, count = 0, deskOnly = false, holds }: NavLinkProps) {
  const path = usePathname()
  const isUnder = (address: string) => path === address || (address !== '/' && path.startsWith(`${address}/`))
  const current = isUnder(href) ? 'page' : holds && isUnder(holds) ? 'true' : undefined
  if (newDocument)
    return (
      <a href={href} aria-current={current} className={`${look} flex`}>
        {icon}
        {name}
      </a>
    )
  return (
    <Link href={href} aria-current={current} className={`${look} ${deskOnly ? 'hidden desk:flex' : 'flex'}`}>
      <UnderWay />
      {icon}
      {name}
      {count > 0 ? (
        <span className="num absolute top-0.5 left-1/2 ml-2 rounded-full bg-odd-soft px-1.5 text-[0.6875rem] font-semibold text-odd desk:static desk:ml-auto desk:text-xs">
          {count}
          <span className="sr-only"> waiting for a person</span>
        </span>
      ) : null}
    </Link>
  )
}

/** A line at the name of a page that is on its way: on a slow network a press would else seem lost. */
function UnderWay() {
  const { pending } = useLinkStatus()
  return (
    <span
      aria-hidden
      className={`absolute inset-x-4 bottom-0.5 h-0.5 rounded-full bg-accent transition-opacity desk:inset-x-auto desk:inset-y-2 desk:left-0 desk:h-auto desk:w-0.5 ${pending ? 'animate-pulse delay-200' : 'opacity-0'}`}
    />
  )
}
