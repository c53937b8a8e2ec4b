import { Activity, Building2, ChevronRight, Inbox, KeyRound, ScrollText, Users } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { may } from '@/lib/domain/permissions'
import { pageActor } from '@/lib/server/auth'

export const metadata: Metadata = { title: 'Settings' }

export default async function Settings() {
  const actor = await pageActor('account.manage', '/settings')
  const sections = [
    {
      href: '/settings/account',
      name: 'Account and sessions',
      about: 'Your password, and where you are signed in.',
      icon: KeyRound,
      shown: true,
    },
    {
      href: '/settings/organisation',
      name: 'Organisation',
      about: 'Your name, logo and contact, as people see them on their page.',
      icon: Building2,
      shown: may(actor, 'organisation.manage'),
    },
    {
      href: '/settings/operators',
      name: 'Operators',
      about: 'Who may sign in, and what they may do.',
      icon: Users,
      shown: may(actor, 'operators.manage'),
    },
    {
      href: '/settings/status',
      name: 'Status',
      about: 'What works, what does not, and what that means for the people waiting.',
      icon: Activity,
      shown: may(actor, 'status.read'),
    },
    {
      href: '/callbacks',
      name: 'Callbacks',
      about: 'What Smile ID has sent, what became of it, and what was healed.',
      icon: Inbox,
      shown: may(actor, 'callbacks.read'),
    },
    {
      href: '/settings/audit',
      name: 'Audit log',
      about: 'Who did what and when: pictures looked at, links, operators, settings.',
      icon: ScrollText,
      shown: may(actor, 'audit.read'),
    },
  ]
  return (
    <>
      <PageHead title="Settings" />
      <Card className="divide-y divide-line overflow-hidden">
        {sections
          .filter(({ shown }) => shown)
          .map(({ href, name, about, icon: Icon }) => (
            <Link key={href} href={href} className="flex items-center gap-4 px-4 py-4 hover:bg-sunken sm:px-5">
              <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1">
                <b className="block">{name}</b>
                <span className="text-ink-2">{about}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </Link>
          ))}
      </Card>
    </>
  )
}
