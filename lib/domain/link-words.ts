import { FORGOTTEN_WORDS, isForgotten } from './erased'
import type { Tone } from './job'
import type { LinkState } from './link'
import { type VisitState, visitStageAt } from './visit'
import { reasonWords, visitStageWords } from './visit-words'

export const linkStateView: Record<LinkState, { name: string; tone: Tone; words: string }> = {
  paused: { name: 'Paused', tone: 'warn', words: 'Nobody can use it until it is resumed.' },
  revoked: { name: 'Revoked', tone: 'bad', words: 'It is stopped for good.' },
  completed: { name: 'Completed', tone: 'ok', words: 'Every use is spent.' },
  expired: { name: 'Expired', tone: 'idle', words: 'Its time is over. Extend it, or re-issue it.' },
  in_use: { name: 'In use', tone: 'wait', words: 'Somebody is on its page right now.' },
  part_used: { name: 'Partly used', tone: 'ok', words: 'A selfie was sent by it, and it can be used again.' },
  withdrawn: { name: 'Withdrawn', tone: 'idle', words: 'The link can still be used, should they change their mind.' },
  said_no: {
    name: 'Said no or cannot',
    tone: 'odd',
    words: 'The link can still be used, should they change their mind.',
  },
  opened: { name: 'Opened, not finished', tone: 'warn', words: 'Whoever began last did not finish.' },
  sent: { name: 'Sent', tone: 'wait', words: 'It was sent and has not been used yet.' },
  ready: { name: 'Ready', tone: 'idle', words: 'It is made and has not been used yet.' },
}

/** The visit in which something was last begun, said or sent. */
export type LastVisit = { state: VisitState; stopReason: string | null; deadline: Date }

type Told = { state: LinkState; person: { userId: string } | null; last: LastVisit | null }

/**
 * A link's colour: its state's. Only a personal link that ended in a withdrawal is no success, though it was used; a link
 * for many keeps its colour when one of them withdraws.
 */
export function linkTone({ state, person, last }: Told): Tone {
  return person && last?.state === 'withdrawn' ? 'idle' : linkStateView[state].tone
}

/** What a row says beside the state: how far the last visit came, where the state does not say it already. */
export function linkNote(
  { state, last, revokedWhy }: Pick<Told, 'state' | 'last'> & Pick<End, 'revokedWhy'>,
  now: Date,
): string | null {
  // Said also where nobody had begun.
  if (state === 'revoked' && revokedWhy === 'not_me') return visitStageWords('not_me', false)
  if (!last || state === 'withdrawn' || last.state === 'submitted') return null
  // What happened before a link was used up is no news; a withdrawal came after.
  if (state === 'completed' && last.state !== 'withdrawn') return null
  return visitStageWords(last.state, visitStageAt(last, now) !== 'abandoned')
}

/** What is told of a link beneath its state, whatever the state: first that its person said no, where they did. */
export function linkWords(link: Told & End): string {
  // A link for many is nobody's, so erasing somebody leaves it as it is.
  if (link.erasedAt && (!link.person || isForgotten(link.person.userId))) return FORGOTTEN_WORDS
  if (link.erasedAt)
    return 'The person it was for was erased. It is stopped for good, and none can be made in its place.'
  const words = linkEnd(link) ?? linkStateView[link.state].words
  const no = link.person && link.last ? saidNo(link.last) : null
  return no ? `${no} ${words}` : words
}

function saidNo({ state, stopReason }: LastVisit): string | null {
  if (state === 'withdrawn') return 'The person has withdrawn.'
  if (state === 'declined') return 'The person did not agree.'
  if (state !== 'cannot') return null
  return `The person cannot or does not want to take a selfie${stopReason ? `: ${reasonWords(stopReason)}` : ''}.`
}

type End = {
  erasedAt: Date | null
  revokedWhy: 'operator' | 'not_me' | 'reissued' | null
  /** The operator's name. */
  revokedBy: string | null
}

/** Why a revoked link ended, and by whom; null for any other. */
function linkEnd({ state, revokedWhy, revokedBy }: Pick<Told, 'state'> & End): string | null {
  if (state !== 'revoked') return null
  if (revokedWhy === 'not_me')
    return 'Somebody on its page said: this is not me. Check where it was sent before you make a new one.'
  if (revokedWhy === 'reissued') return 'A newer link was made in its place, so this one stopped working.'
  return revokedBy ? `${revokedBy} stopped it for good.` : 'It is stopped for good.'
}
