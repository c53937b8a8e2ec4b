import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { FormState } from '@/lib/domain/form-state'
import {
  type LinkState,
  type OperatorState,
  type OperatorView,
  operatorStateName,
  roleName,
} from '@/lib/domain/operator-view'
import { LinkAction } from './link-action'
import { RoleForm } from './role-form'
import { RowAction } from './row-action'

type Action = (state: FormState, form: FormData) => Promise<FormState>

type OperatorActions = {
  changeRole: Action
  endSessions: Action
  setDisabled: Action
  inviteAgain: (state: LinkState, form: FormData) => Promise<LinkState>
}

const tones = { active: 'ok', invited: 'idle', disabled: 'idle' } as const satisfies Record<OperatorState, string>

export function OperatorRow({
  operator,
  yourself,
  zone,
  actions,
}: {
  operator: OperatorView
  yourself: boolean
  zone: string
  actions: OperatorActions
}) {
  const { id, name, email, role, state, lastSeenAt } = operator
  const disabled = state === 'disabled'
  return (
    <li className="grid gap-x-5 gap-y-3 px-4 py-4 sm:px-5 desk:grid-cols-[minmax(0,1fr)_auto] desk:items-start">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {name}
          {yourself ? <span className="font-normal text-ink-3">you</span> : null}
          <Badge tone={tones[state]}>{operatorStateName[state]}</Badge>
        </p>
        <p className="text-ink-2 wrap-anywhere">{email}</p>
        <p className="text-[0.8125rem] text-ink-3">
          {roleName[role]}, {lastSeenAt ? 'last seen ' : 'never signed in'}
          {lastSeenAt ? <Time at={lastSeenAt} zone={zone} show="relative" /> : null}
        </p>
      </div>
      {yourself ? null : (
        <div className="flex flex-wrap items-start gap-2">
          {disabled ? null : (
            <>
              <RoleForm action={actions.changeRole} operatorId={id} name={name} role={role} />
              <LinkAction
                key={state}
                action={actions.inviteAgain}
                state={state}
                operatorId={id}
                name={name}
                email={email}
              />
            </>
          )}
          {state === 'active' ? (
            <RowAction
              action={actions.endSessions}
              fields={{ operatorId: id }}
              label="Sign out"
              about={name}
              done="Signed out everywhere."
              ask={{
                title: (
                  <>
                    Sign <bdi>{name}</bdi> out everywhere?
                  </>
                ),
                text: 'Every browser they are signed in with is signed out at once. They can sign in again with their password.',
              }}
            />
          ) : null}
          <RowAction
            key={state}
            action={actions.setDisabled}
            fields={{ operatorId: id, disabled: disabled ? 'no' : 'yes' }}
            label={disabled ? 'Enable' : 'Disable'}
            about={name}
            {...(!disabled && {
              ask: {
                title: (
                  <>
                    Disable <bdi>{name}</bdi>?
                  </>
                ),
                text: 'They are signed out at once and cannot sign in until they are enabled again. What they did stays in the history.',
              },
            })}
          />
        </div>
      )}
    </li>
  )
}
