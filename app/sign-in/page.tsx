import type { Metadata } from 'next'
import { Wipe } from '@/components/kept/wipe'
import { Door } from '@/components/operators/door'
import { Onward } from '@/components/operators/onward'
import { SignInForm } from '@/components/operators/sign-in-form'
import { DocumentLink } from '@/components/ui/document-link'
import { TellOtherTabs } from '@/components/ui/other-tabs'
import { nextPath } from '@/lib/domain/next-path'
import { wasSignedOutElsewhere } from '@/lib/domain/signed-out'
import { currentActor, heldSessionEnded } from '@/lib/server/auth'
import { orAway } from '@/lib/server/database-watch'
import { isSetUp } from '@/lib/server/setup'
import { signInAction } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Partial<Record<'next' | 'out' | 'for', string | string[]>>> }

export default async function SignIn({ searchParams }: Props) {
  const { next, out, for: whom } = await searchParams
  const to = nextPath(typeof next === 'string' ? next : null)
  if (await currentActor())
    return whom === 'tab' ? (
      <Door
        title="You are signed in"
        below="Close this tab and go back to the one you came from. What you typed is still there."
      >
        <TellOtherTabs news="signed-in" />
        <DocumentLink variant="secondary" href={to}>
          Go to the overview
        </DocumentLink>
      </Door>
    ) : (
      <Door title="Sign in">
        <TellOtherTabs news="signed-in" />
        <Onward to={to} />
      </Door>
    )
  if (!(await orAway(isSetUp())))
    return (
      <Door
        title="Nobody has set up Kioo yet"
        below="Open the set-up link that Kioo printed when it started. If it is too old, restart Kioo or run “npm run setup”: either prints a new one."
      />
    )
  return (
    <Door title="Sign in" below={await whySignedOut(out)}>
      {/* Not where a session has merely ended: what is half-typed elsewhere can be sent once somebody is back in. */}
      {out !== undefined && !wasSignedOutElsewhere(out) ? <TellOtherTabs news="signed-out" /> : null}
      <Wipe side="desk" />
      <Wipe side="links" />
      <SignInForm action={signInAction} />
    </Door>
  )
}

/** What is said of why nobody is signed in; null: somebody has only come to sign in. */
async function whySignedOut(out: string | string[] | undefined): Promise<string | null> {
  if (wasSignedOutElsewhere(out)) return 'You signed out in another tab, and so in this one.'
  if (out !== undefined) return 'You are signed out.'
  return (await heldSessionEnded()) ? 'Your session has ended. Sign in to go on.' : null
}
