import type { LinkNeedKind } from '@/lib/domain/link-need'
import { relativeTime } from '@/lib/domain/time'
import type { MenuLink } from './link-menu'

/** What somebody has asked, as the card shows it. */
export type Need = {
  id: string
  kind: LinkNeedKind
  detail: string | null
  /** The person's own page, where a job came of the link. */
  enrolleeId: string | null
  /** Whether they are erased: all that is left there are their jobs, whose ids Smile ID is to be told. */
  isErased: boolean
  /** Whether Smile ID may have pictures of them. */
  mayHaveGoneOut: boolean
  /** When, in words. */
  when: string
  link: MenuLink
}

/** One need for the card, and nothing of its row beside that: the card runs in the browser. */
export function cardNeed(
  { id, kind, detail, enrolleeId, isErased, mayHaveGoneOut, at }: Omit<Need, 'when' | 'link'> & { at: Date },
  link: MenuLink,
  now: Date,
): Need {
  return { id, kind, detail, enrolleeId, isErased, mayHaveGoneOut, when: relativeTime(at, now), link }
}
