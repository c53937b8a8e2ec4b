'use client'
import { ReasonField } from '@/components/enrollees/reason-field'
import { Checkbox } from '@/components/ui/checkbox'
import { wantsReason } from '@/lib/domain/enroll-form-draft'
import type { PartProps } from './parts'

/** What to do about a face that is already on file; either choice needs a reason, which stays in the history. */
export function ReEnrollFields({ draft, errors, change }: PartProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2.5 font-medium">If this person is already enrolled</legend>
      <Checkbox
        label="Allow re-enrolling this user id"
        description="The face on file is replaced by this one. Without it, Smile ID refuses a user id it knows."
        checked={draft.allowReEnroll}
        error={errors.allowReEnroll}
        onChange={(event) => change({ allowReEnroll: event.currentTarget.checked })}
      />
      <Checkbox
        label="Use the enrolled image"
        description="Smile ID may take the selfie it has on file for this user id, and bring it up to date, beside the new one."
        checked={draft.useEnrolledImage}
        error={errors.useEnrolledImage}
        onChange={(event) => change({ useEnrolledImage: event.currentTarget.checked })}
      />
      {wantsReason(draft) ? (
        <ReasonField
          value={draft.reason}
          error={errors.reason}
          description="For example: lost the phone, asked at the desk. It stays in the job’s history."
          onChange={(reason) => change({ reason })}
        />
      ) : null}
    </fieldset>
  )
}
