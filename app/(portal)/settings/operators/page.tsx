import type { Metadata } from 'next'
import Link from 'next/link'
import { operatorZone } from '@/app/(portal)/zone'
import { InviteForm } from '@/components/operators/invite-form'
import { OperatorRow } from '@/components/operators/operator-row'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { pageActor } from '@/lib/server/auth'
import { listOperators } from '@/lib/server/operators'
import { changeRoleAction, endSessionsAction, inviteAction, inviteAgainAction, setDisabledAction } from './actions'

export const metadata: Metadata = { title: 'Operators' }

const actions = {
  changeRole: changeRoleAction,
  endSessions: endSessionsAction,
  setDisabled: setDisabledAction,
  inviteAgain: inviteAgainAction,
}

export default async function Operators() {
  const actor = await pageActor('operators.manage', '/settings/operators')
  const [operators, zone] = [await listOperators(), await operatorZone()]
  return (
    <>
      <PageHead
        above={<Link href="/settings">Settings</Link>}
        title="Operators"
        below="Who may sign in. Changing a role or disabling somebody signs them out at once."
      />
      <div className="grid gap-5">
        <Card className="overflow-hidden">
          <ul className="divide-y divide-line">
            {operators.map((operator) => (
              <OperatorRow
                key={operator.id}
                operator={operator}
                yourself={operator.id === actor.id}
                zone={zone}
                actions={actions}
              />
            ))}
          </ul>
        </Card>
        <Card title="Invite an operator">
          <InviteForm action={inviteAction} />
        </Card>
      </div>
    </>
  )
}
