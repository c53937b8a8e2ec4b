import type { Metadata } from 'next'
import { Door } from '@/components/operators/door'
import { SetUpForm } from '@/components/operators/set-up-form'
import { LinkButton } from '@/components/ui/button'
import { orAway } from '@/lib/server/database-watch'
import { isSetUp, isSetupOpen } from '@/lib/server/setup'
import { setUpAction } from './actions'

export const metadata: Metadata = { title: 'Set up' }

type Props = { params: Promise<{ token: string }> }

/** Opening the link changes nothing: chat previews and mail scanners open links too. */
export default async function SetUp({ params }: Props) {
  const { token } = await params
  if (await orAway(isSetUp()))
    return (
      <Door title="Kioo is set up already" below="Its set-up link was good once. Sign in with your account.">
        <LinkButton href="/sign-in">Go to sign-in</LinkButton>
      </Door>
    )
  if (await orAway(isSetupOpen(token)))
    return (
      <Door title="Set up Kioo" below="You are the first here, and its administrator.">
        <SetUpForm action={setUpAction} token={token} />
      </Door>
    )
  return (
    <Door
      title="This link does not work any more"
      below="A set-up link is good once and for 30 minutes. Restart Kioo or run “npm run setup”: either prints a new link."
    >
      <LinkButton href="/sign-in">Go to sign-in</LinkButton>
    </Door>
  )
}
