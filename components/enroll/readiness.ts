import type { CaptureStep } from '@/components/capture/capture-state'
import { userIdFault } from '@/lib/domain/enroll-form'
import { type EnrollDraft, wantsReason } from '@/lib/domain/enroll-form-draft'
import type { Captured } from '@/lib/domain/guidance'

export type Readiness = {
  /** Whether it can be sent. */
  isReady: boolean
  /** What stands beside the button. */
  words: string
}

type Beside = {
  /**
   * `taken`: the selfie has to be accepted first. `spent`: the gate has sent them back. `found`: they are from before a
   * reload, and nobody has said yet that they are of this person. `there`: they can be sent.
   */
  pictures: 'none' | 'taken' | 'spent' | 'found' | 'there'
  /** Enrolled already, as far as the portal knows. */
  isEnrolled: boolean
}

type Sitting = {
  captured: Captured | null
  step: CaptureStep
  /** The gate has sent these pictures back. */
  isSentBack: boolean
  /** They were found again, and nobody has said yet that they are of this person. */
  isUnclaimed: boolean
}

/** How far the pictures are. */
export function picturesNow({ captured, step, isSentBack, isUnclaimed }: Sitting): Beside['pictures'] {
  if (isSentBack) return 'spent'
  if (!captured) return step === 'review' ? 'taken' : 'none'
  return isUnclaimed ? 'found' : 'there'
}

const picturesMissing: Record<Beside['pictures'], string> = {
  none: 'the pictures',
  taken: 'a yes to the selfie',
  spent: 'new pictures',
  found: 'your word whose selfie it is',
  there: '',
}

function userIdMissing(typed: string): string {
  if (!typed.trim()) return 'a user id'
  return userIdFault(typed) ? 'a user id that can be used' : ''
}

const listed = new Intl.ListFormat('en-GB')

/** What the form still needs before it can be sent, each thing by its name; else what will become of it. */
export function readiness(draft: EnrollDraft, { pictures, isEnrolled }: Beside): Readiness {
  const missing = [
    picturesMissing[pictures],
    userIdMissing(draft.userId),
    wantsReason(draft) && !draft.reason.trim() ? 'a reason' : '',
  ].filter(Boolean)
  if (missing.length > 0) return { isReady: false, words: `Still needed: ${listed.format(missing)}.` }
  const words =
    isEnrolled && !draft.allowReEnroll
      ? 'It can be sent, but Smile ID will refuse it: this user id is enrolled already.'
      : 'Ready to be sent to Smile ID.'
  return { isReady: true, words }
}
