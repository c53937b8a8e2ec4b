import type { Metadata } from 'next'
import Link from 'next/link'
import { operatorZone } from '@/app/(portal)/zone'
import { PasswordForm } from '@/components/operators/password-form'
import { SessionList } from '@/components/operators/session-list'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { roleMeaning, roleName } from '@/lib/domain/operator-view'
import { listSessions } from '@/lib/server/account'
import { pageActor } from '@/lib/server/auth'
import { changePasswordAction, endSessionAction } from './actions'

export const metadata: Metadata = { title: 'Account and sessions' }

export default async function Account() {
  const actor = await pageActor('account.manage', '/settings/account')
  const [sessions, zone] = [await listSessions(actor), await operatorZone()]
  return (
    <>
      <PageHead
        above={<Link href="/settings">Settings</Link>}
        title="Account and sessions"
        below={
          <>
            <bdi>{actor.name}</bdi> · {actor.email} · {roleName[actor.role]}: {roleMeaning[actor.role]}
          </>
        }
      />
      <div className="grid gap-5">
        <Card title="Where you are signed in">
          <SessionList sessions={sessions} zone={zone} endAction={endSessionAction} />
        </Card>
        <Card title="Password">
          <PasswordForm action={changePasswordAction} email={actor.email} />
        </Card>
      </div>
    </>
  )
}
