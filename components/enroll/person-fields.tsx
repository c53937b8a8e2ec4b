'use client'
import Link from 'next/link'
import { UserIdField } from '@/components/enrollees/user-id-field'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { environmentName } from '@/lib/domain/environment'
import type { PartProps } from './parts'
import type { KnownUserId } from './use-user-id-check'

/** Who the face belongs to, and what the portal knows of them already. */
export function PersonFields({ draft, errors, change, known }: PartProps & { known: KnownUserId | null }) {
  const where = environmentName[draft.environment]
  return (
    <div className="grid gap-4">
      <UserIdField
        value={draft.userId}
        error={errors.userId}
        isExplained={known !== null}
        onChange={(userId) => change({ userId })}
      />
      <div role="status" className="-mt-2.5 text-[0.8125rem] empty:hidden">
        {known?.state === 'enrolled' ? (
          <p className="text-warn">
            Already enrolled in {where}.{' '}
            {draft.allowReEnroll
              ? 'The face on file will be replaced.'
              : 'Smile ID will refuse it unless you allow re-enrolling below.'}{' '}
            <Link href={`/enrollees/${known.enrolleeId}`} className="font-medium underline underline-offset-2">
              Look at this enrollee
            </Link>
          </p>
        ) : null}
        {known?.withdrawn ? (
          <p className="mt-1 font-medium text-warn">
            This person has withdrawn their consent. Register them only if they agree again.
          </p>
        ) : null}
        {known?.state === 'known' ? (
          <p className="text-ink-2">
            Seen before in {where}, but not enrolled.{' '}
            <Link href={`/enrollees/${known.enrolleeId}`} className="font-medium underline underline-offset-2">
              Look at earlier jobs
            </Link>
          </p>
        ) : null}
        {known?.state === 'free' ? <p className="text-ink-2">New in {where}.</p> : null}
      </div>
      <Field label="Name" error={errors.displayName} description="Optional. Only for people here; never sent.">
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
    </div>
  )
}
