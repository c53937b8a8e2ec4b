import { Camera, House, Inbox, Link2, ScrollText, Settings, Users } from 'lucide-react'
import { NavLink } from './nav-link'

/** Null for those who may see no links. */
export type NavLinks = {
  /** How many wait for a person. */
  needs: number
}

/** A column at the desk, a bar under the thumb on phones. */
export function Nav({
  mayEnroll,
  links,
  callbacks,
}: {
  mayEnroll: boolean
  links: NavLinks | null
  callbacks: boolean
}) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex gap-1 border-t border-line bg-sunken px-2 pt-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] desk:static desk:flex-col desk:gap-0.5 desk:border-0 desk:bg-transparent desk:p-0"
    >
      <NavLink href="/" name="Overview" icon={<House aria-hidden />} />
      {mayEnroll ? <NavLink href="/enroll" name="Enroll" icon={<Camera aria-hidden />} newDocument /> : null}
      <NavLink href="/jobs" name="Jobs" icon={<ScrollText aria-hidden />} />
      <NavLink href="/enrollees" name="Enrollees" icon={<Users aria-hidden />} />
      {links ? <NavLink href="/links" name="Links" icon={<Link2 aria-hidden />} count={links.needs} /> : null}
      {callbacks ? <NavLink href="/callbacks" name="Callbacks" icon={<Inbox aria-hidden />} deskOnly /> : null}
      <NavLink href="/settings" name="Settings" icon={<Settings aria-hidden />} holds="/callbacks" />
    </nav>
  )
}
