import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { FormState } from '@/lib/domain/form-state'
import type { SessionView } from '@/lib/domain/operator-view'
import { RowAction } from './row-action'

export function SessionList({
  sessions,
  zone,
  endAction,
}: {
  sessions: readonly SessionView[]
  zone: string
  endAction: (state: FormState, form: FormData) => Promise<FormState>
}) {
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
          <div className="min-w-0 flex-1 basis-56">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {session.device || 'A browser'}
              {session.present ? <Badge tone="ok">This device</Badge> : null}
            </p>
            <p className="text-ink-2">
              Since <Time at={session.createdAt} zone={zone} />, last seen{' '}
              <Time at={session.lastSeenAt} zone={zone} show="relative" />
            </p>
          </div>
          {session.present ? null : (
            <RowAction action={endAction} fields={{ sessionId: session.id }} label="End" about={session.device} />
          )}
        </li>
      ))}
    </ul>
  )
}
