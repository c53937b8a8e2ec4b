import { Confirming } from '@/components/operators/confirming'
import { SignOut } from '@/components/operators/sign-out'
import { Shell } from '@/components/shell/shell'
import { ZoneCookie } from '@/components/shell/zone-cookie'
import { environments } from '@/lib/domain/environment'
import { may } from '@/lib/domain/permissions'
import { currentActor } from '@/lib/server/auth'
import { countLinkNeeds } from '@/lib/server/link-needs'
import { isConfigured } from '@/lib/server/provider'
import { confirmAction } from './settings/account/actions'
import { signOutAction } from './settings/actions'
import { operatorZone } from './zone'

/** The frame around signed-in pages. It guards nothing: every page asks for its actor itself. */
export default async function Portal({ children }: { children: React.ReactNode }) {
  const actor = await currentActor()
  if (!actor) return children
  const { name, email, role } = actor
  return (
    <>
      <Shell
        operator={{ name, email, role }}
        environments={environments.filter(isConfigured)}
        mayEnroll={may(actor, 'jobs.create')}
        links={may(actor, 'links.read') ? { needs: await countLinkNeeds(actor) } : null}
        callbacks={may(actor, 'callbacks.read')}
        signOut={<SignOut action={signOutAction} />}
      >
        <Confirming action={confirmAction} email={email}>
          {children}
        </Confirming>
      </Shell>
      <ZoneCookie known={await operatorZone()} />
    </>
  )
}
