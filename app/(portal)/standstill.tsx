import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { Environment } from '@/lib/domain/environment'
import { standstill } from '@/lib/domain/health-words'
import { may } from '@/lib/domain/permissions'
import { shortTime } from '@/lib/domain/time'
import type { Actor } from '@/lib/server/auth'
import { readHealth } from '@/lib/server/health'
import { operatorZone } from './zone'

type StandstillProps = { actor: Actor; environments: readonly Environment[]; now: Date }

/** Says, where somebody waits or is about to let somebody wait, that nothing goes on at the moment; else nothing. */
export async function Standstill({ actor, environments, now }: StandstillProps) {
  const [health, zone] = await Promise.all([readHealth(), operatorZone()])
  const trouble = standstill(health, environments, { time: (at) => shortTime(at, zone, now) })
  if (!trouble) return null
  return (
    <Callout
      tone={trouble.tone}
      role="status"
      className="mb-6"
      title={`${trouble.title}.`}
      action={may(actor, 'status.read') ? <LinkButton href="/settings/status">See the status</LinkButton> : null}
    >
      {trouble.meaning}
    </Callout>
  )
}
