import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'

/** What every part of the form gets: what is typed, what is wrong with it, and how to change it. */
export type PartProps = {
  draft: EnrollDraft
  errors: Record<string, string>
  change: (changed: Partial<EnrollDraft>) => void
}
