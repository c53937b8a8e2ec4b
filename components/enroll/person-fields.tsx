'use client'
import { Dices } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { environmentName } from '@/lib/domain/environment'
import type { PartProps } from './parts'
import { generatedUserId } from './random'
import { type CheckUserId, useUserIdCheck } from './use-user-id-check'

/** Who the face belongs to. */
export function PersonFields({ draft, errors, change, check }: PartProps & { check: CheckUserId }) {
  const known = useUserIdCheck(check, draft.environment, draft.userId)
  const where = environmentName[draft.environment]
  return (
    <div className="grid gap-4">
      <Field
        label="User id"
        required
        error={errors.userId}
        description={
          known ? undefined : 'What your own systems call this person. Smile ID keeps the face under this id.'
        }
      >
        {(wired) => (
          <div className="flex gap-2">
            <Input
              {...wired}
              className="id"
              value={draft.userId}
              maxLength={80}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => change({ userId: event.currentTarget.value })}
            />
            <Button onClick={() => change({ userId: generatedUserId() })}>
              <Dices aria-hidden /> Generate
            </Button>
          </div>
        )}
      </Field>
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
      <Field label="Display name" error={errors.displayName} description="Optional. Only for people here; never sent.">
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
