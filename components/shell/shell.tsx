import Link from 'next/link'
import type { Environment } from '@/lib/domain/environment'
import { Environments } from './environments'
import { Logo } from './logo'
import { Nav, type NavLinks } from './nav'
import { OperatorButton, OperatorMenu, type ShellOperator } from './operator-menu'
import { PortalWaitNote } from './portal-wait-note'
import { LeaveWhenSignedOut } from './signed-out'

type ShellProps = {
  operator: ShellOperator
  environments: readonly Environment[]
  mayEnroll: boolean
  links: NavLinks | null
  callbacks: boolean
  signOut: React.ReactNode
  children: React.ReactNode
}

/** Everything around a page behind sign-in: a side bar at the desk, a top bar and a thumb bar on phones. */
export function Shell({ operator, environments, mayEnroll, links, callbacks, signOut, children }: ShellProps) {
  return (
    <div className="min-h-dvh desk:grid desk:grid-cols-[232px_minmax(0,1fr)]">
      <LeaveWhenSignedOut />
      <PortalWaitNote />
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the page
      </a>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-3 border-b border-line bg-sunken px-4 desk:h-dvh desk:flex-col desk:items-stretch desk:gap-0 desk:border-r desk:border-b-0 desk:px-3 desk:py-4.5">
        <Link
          href="/"
          className="flex items-center gap-2.5 rounded-lg text-[1.0625rem] font-semibold tracking-[-0.01em] desk:px-2.5 desk:pt-1 desk:pb-4.5"
        >
          <Logo />
          Kioo
        </Link>
        <Nav mayEnroll={mayEnroll} links={links} callbacks={callbacks} />
        <div className="ml-auto desk:mt-auto desk:ml-0">
          <Environments environments={environments} />
        </div>
        <div className="desk:hidden">
          <OperatorButton operator={operator} compact />
        </div>
        <div className="hidden desk:mt-2 desk:block">
          <OperatorButton operator={operator} />
        </div>
        <OperatorMenu operator={operator} signOut={signOut} />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="w-full max-w-[1280px] min-w-0 px-4 pt-6 pb-28 outline-none sm:px-6 desk:px-9 desk:pt-7 desk:pb-16"
      >
        {children}
      </main>
    </div>
  )
}
