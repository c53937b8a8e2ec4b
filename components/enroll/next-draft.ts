import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'

/**
 * The form for the next person: how enrolling is done stays, who is enrolled does not. A place the device gave is
 * asked for anew, since it may have moved; one typed by hand stays.
 */
export function nextDraft(draft: EnrollDraft): EnrollDraft {
  return {
    ...draft,
    userId: '',
    displayName: '',
    retryOf: null,
    location: isDevices(draft) ? null : draft.location,
  }
}

/** Whether the place came from the device: what is typed by hand has no accuracy. */
export function isDevices({ location }: EnrollDraft): boolean {
  return typeof location?.accuracy === 'number'
}
