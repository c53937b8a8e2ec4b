import type { EnrollFormInput } from './enroll-form'
import type { Environment } from './environment'
import type { Captured } from './guidance'
import type { JobType } from './job'

/** The form as somebody types it: numbers are still text, and rows have ids of their own. */
export type EnrollDraft = {
  environment: Environment
  type: JobType
  userId: string
  displayName: string
  allowReEnroll: boolean
  useEnrolledImage: boolean
  reason: string
  /** Null: no location is sent. */
  location: { latitude: string; longitude: string; altitude: string; accuracy: number | null } | null
  partnerParams: readonly { id: string; key: string; value: string }[]
  retryOf: string | null
}

/** Text to a number; a decimal comma is a decimal point. What is no number stays NaN, for the schema to name. */
export function typedNumber(text: string): number {
  const trimmed = text.trim().replace(',', '.')
  return trimmed === '' ? Number.NaN : Number(trimmed)
}

/** Whether what was chosen needs a reason, which stays in the history. */
export function wantsReason(draft: Pick<EnrollDraft, 'allowReEnroll' | 'useEnrolledImage'>): boolean {
  return draft.allowReEnroll || draft.useEnrolledImage
}

/** A draft as the schema wants it. */
export function draftInput(draft: EnrollDraft, formKey: string, captured: Captured): EnrollFormInput {
  const { location, partnerParams, ...same } = draft
  return {
    ...same,
    formKey,
    ...captured,
    // The reason belongs to the two choices; without them it would be kept for nothing.
    reason: wantsReason(draft) ? draft.reason : '',
    location: location && {
      latitude: typedNumber(location.latitude),
      longitude: typedNumber(location.longitude),
      altitude: location.altitude.trim() === '' ? null : typedNumber(location.altitude),
      accuracy: location.accuracy,
    },
    partnerParams: partnerParams.map(({ key, value }) => ({ key, value })),
  }
}
