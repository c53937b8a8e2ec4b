import type { LinkDraft } from '@/lib/domain/link-form-draft'

/** What every part of the form gets: what is typed, what is wrong with it, and how to change it. */
export type PartProps = {
  draft: LinkDraft
  errors: Record<string, string>
  change: (changed: Partial<LinkDraft>) => void
}
