'use client'
import { ReasonField } from '@/components/enrollees/reason-field'
import { Checkbox } from '@/components/ui/checkbox'
import type { PartProps } from './parts'

/** Whether this link may replace a face that is already on file. */
export function ReEnrollFields({ draft, errors, change }: PartProps) {
  return (
    <div className="grid gap-4">
      <Checkbox
        label="Allow re-enrolling"
        description="The face on file is replaced by this one. Without it, Smile ID refuses a user id it knows."
        checked={draft.allowReEnroll}
        error={errors.allowReEnroll}
        onChange={(event) => change({ allowReEnroll: event.currentTarget.checked })}
      />
      {draft.allowReEnroll ? (
        <ReasonField
          value={draft.reason}
          error={errors.reason}
          description="For example: a new photo was asked for at the branch. It stays in the history."
          onChange={(reason) => change({ reason })}
        />
      ) : null}
    </div>
  )
}
