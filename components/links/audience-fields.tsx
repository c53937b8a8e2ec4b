'use client'
import { UserIdField } from '@/components/enrollees/user-id-field'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { LinkDraft } from '@/lib/domain/link-form-draft'
import type { PartProps } from './parts'

const audiences = {
  one: { name: 'One enrollee', about: 'Their selfie goes under one user id. Use this when you know who it is for.' },
  many: { name: 'Open to many', about: 'Each use makes a new user id. For a poster or a group message.' },
} as const satisfies Record<LinkDraft['audience'], { name: string; about: string }>

/** Uses of an open link until the operator says otherwise. */
const OPEN_USES = '50'

/** Whom the link is for. */
export function AudienceFields({ draft, errors, change }: PartProps) {
  return (
    <div className="grid gap-5">
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">Whom the link is for</legend>
        {(['one', 'many'] as const).map((audience) => (
          <label
            key={audience}
            className="flex min-h-11 items-start gap-2.5 rounded-control border border-edge px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="audience"
              value={audience}
              checked={draft.audience === audience}
              onChange={() => change({ audience, maxUses: audience === 'one' ? '1' : OPEN_USES })}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{audiences[audience].name}</span>
              <span className="block text-[0.8125rem] text-ink-2">{audiences[audience].about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {draft.audience === 'one' ? (
        <OnePerson draft={draft} errors={errors} change={change} />
      ) : (
        <ManyPeople draft={draft} errors={errors} change={change} />
      )}
    </div>
  )
}

function OnePerson({ draft, errors, change }: PartProps) {
  return (
    <>
      <UserIdField value={draft.userId} error={errors.userId} onChange={(userId) => change({ userId })} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Name" error={errors.displayName} description="Optional. The page shows it masked: W••• K•••.">
          {(wired) => (
            <Input
              {...wired}
              value={draft.displayName}
              maxLength={130}
              autoComplete="off"
              onChange={(event) => change({ displayName: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label="E-mail" error={errors.email} description="Optional. Nothing is sent until you press Send.">
          {(wired) => (
            <Input
              {...wired}
              type="email"
              value={draft.email}
              maxLength={260}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => change({ email: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </>
  )
}

function ManyPeople({ draft, errors, change }: PartProps) {
  return (
    <>
      <Callout tone="warn" title="Open links make duplicates.">
        Nobody can tell whether two uses are the same person: each becomes a user id of its own, and Kioo will not know
        whose it is. When you know the people, make a link for each, or <b>import them from a file</b>.
      </Callout>
      <Field
        label="User ids begin with"
        required
        error={errors.userIdPrefix}
        description={`For example ${draft.userIdPrefix.trim() || 'openday-'}7KQM2X9P: the rest is made anew for each use.`}
      >
        {(wired) => (
          <Input
            {...wired}
            className="id"
            value={draft.userIdPrefix}
            maxLength={40}
            placeholder="openday-"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => change({ userIdPrefix: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  )
}
