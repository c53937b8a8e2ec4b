import type { Metadata } from 'next'
import { Door } from '@/components/operators/door'
import { InvitationForm } from '@/components/operators/invitation-form'
import { LinkButton } from '@/components/ui/button'
import { openInvitation } from '@/lib/server/account'
import { orAway } from '@/lib/server/database-watch'
import { acceptInvitationAction } from './actions'

export const metadata: Metadata = { title: 'Invitation' }

type Props = { params: Promise<{ token: string }> }

export default async function Invitation({ params }: Props) {
  const { token } = await params
  const invited = await orAway(openInvitation(token))
  if (invited)
    return (
      <Door
        title={
          <>
            Welcome, <bdi>{invited.name}</bdi>
          </>
        }
        below={`You will sign in as ${invited.email}.`}
      >
        <InvitationForm action={acceptInvitationAction} token={token} email={invited.email} />
      </Door>
    )
  return (
    <Door
      title="This invitation does not work any more"
      below="An invitation is good once and for a day. If you have chosen a password already, sign in with it. Otherwise ask an administrator for a new link."
    >
      <LinkButton href="/sign-in">Go to sign-in</LinkButton>
    </Door>
  )
}
