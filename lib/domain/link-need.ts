/** What an operator is told of a person: a line that stays on /links until somebody has seen to it. */
export const linkNeedKinds = ['new_link', 'not_me', 'cannot', 'declined', 'withdrawn'] as const
export type LinkNeedKind = (typeof linkNeedKinds)[number]

/** Each of them after the person's name, and what to do about it. */
export const linkNeedWords: Record<LinkNeedKind, { says: string; next: string }> = {
  new_link: { says: 'asks for a new link', next: 'Re-issue it if they are who they say.' },
  not_me: {
    says: 'was reached by somebody who says: this is not me',
    next: 'The link is stopped. Check the address before you make a new one.',
  },
  cannot: { says: 'cannot or does not want to take a selfie', next: 'Look for another way with them.' },
  declined: { says: 'did not agree', next: 'Nothing was taken. The link stays open, should they change their mind.' },
  withdrawn: { says: 'has withdrawn', next: 'Their pictures are erased here. Ask Smile ID to erase what it has.' },
}

/** `mayHaveGoneOut`: whether Smile ID may have pictures of the person. */
type Need = { kind: LinkNeedKind; mayHaveGoneOut: boolean }

/** Whether somebody has to ask Smile ID before this is done; where it has nothing, there is nothing to ask. */
export function asksProvider({ kind, mayHaveGoneOut }: Need): boolean {
  return kind === 'withdrawn' && mayHaveGoneOut
}

/** What to do about it, in words. */
export function linkNeedNext(need: Need): string {
  return need.kind === 'withdrawn' && !asksProvider(need)
    ? 'Their pictures are erased here, and nothing was sent to Smile ID.'
    : linkNeedWords[need.kind].next
}
