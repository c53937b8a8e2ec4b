import type { Tone } from './job'
import type { VisitState } from './visit'

export const linkStates = ['paused', 'revoked', 'completed', 'expired', 'in_use', 'opened', 'sent', 'ready'] as const
export type LinkState = (typeof linkStates)[number]

/** What a link's state follows from. */
export type LinkFacts = {
  pausedAt: Date | null
  revokedAt: Date | null
  uses: number
  maxUses: number
  expiresAt: Date
  openedAt: Date | null
  sentAt: Date | null
  /** A visit is under way: claimed, neither ended nor out of time. */
  isInUse: boolean
}

/** What stops a link, in the order in which it is told. */
export const linkStops = ['paused', 'revoked', 'completed', 'expired'] as const
export type LinkStop = (typeof linkStops)[number]

/** Why a link cannot be used, as its holder may know it. */
export type DeadReason = LinkStop | 'reissued' | 'not_me'

type LinkLimits = Pick<LinkFacts, 'pausedAt' | 'revokedAt' | 'uses' | 'maxUses' | 'expiresAt'>

/** Every limit on its own: none is looked at only because another one did not hold. */
const stops: Record<LinkStop, (link: LinkLimits, now: Date) => boolean> = {
  paused: ({ pausedAt }) => pausedAt !== null,
  revoked: ({ revokedAt }) => revokedAt !== null,
  completed: ({ uses, maxUses }) => uses >= maxUses,
  expired: ({ expiresAt }, now) => expiresAt <= now,
}

/** Why nobody can begin with this link now; null: they can. */
export function linkRefusal(link: LinkLimits, now: Date): LinkStop | null {
  return linkStops.find((stop) => stops[stop](link, now)) ?? null
}

/** The state a link is shown in: the first that fits, in the order of linkStates. */
export function linkState(link: LinkFacts, now: Date): LinkState {
  const stop = linkRefusal(link, now)
  if (stop) return stop
  if (link.isInUse) return 'in_use'
  if (link.openedAt) return 'opened'
  return link.sentAt ? 'sent' : 'ready'
}

export const linkStateView: Record<LinkState, { name: string; tone: Tone; words: string }> = {
  paused: { name: 'Paused', tone: 'warn', words: 'Nobody can use it until it is resumed.' },
  revoked: { name: 'Revoked', tone: 'bad', words: 'It is stopped for good.' },
  completed: { name: 'Completed', tone: 'ok', words: 'Every use is spent.' },
  expired: { name: 'Expired', tone: 'idle', words: 'Its time is over. Extend it, or re-issue it.' },
  in_use: { name: 'In use', tone: 'wait', words: 'Somebody is on its page right now.' },
  opened: { name: 'Opened, not finished', tone: 'warn', words: 'Somebody began and did not finish.' },
  sent: { name: 'Sent', tone: 'wait', words: 'It was sent and has not been used yet.' },
  ready: { name: 'Ready', tone: 'idle', words: 'It is made and has not been used yet.' },
}

/**
 * A link's colour. One person's that ended in a withdrawal is no success, though its use is spent; of a link for many,
 * one person's withdrawal says nothing. `last`: how far the latest visit came.
 */
export function linkTone(link: { state: LinkState; person: object | null; last: VisitState | null }): Tone {
  return link.person && link.last === 'withdrawn' ? 'idle' : linkStateView[link.state].tone
}

/** What an operator may do with a link in a state. Revoked and re-issued links are over. */
export function linkMoves(state: LinkState): { extend: boolean; pause: boolean; resume: boolean; revoke: boolean } {
  const isOver = state === 'revoked' || state === 'completed'
  return {
    extend: !isOver,
    pause: !isOver && state !== 'paused' && state !== 'expired',
    resume: state === 'paused',
    revoke: !isOver,
  }
}

/** Why a revoked link ended, and by whom; null for any other. */
export function linkEnd({
  state,
  revokedWhy,
  revokedBy,
}: {
  state: LinkState
  revokedWhy: 'operator' | 'not_me' | 'reissued' | null
  revokedBy: string | null
}): string | null {
  if (state !== 'revoked') return null
  if (revokedWhy === 'not_me')
    return 'Somebody on its page said: this is not me. Check where it was sent before you make a new one.'
  if (revokedWhy === 'reissued') return 'A newer link was made in its place, so this one stopped working.'
  return revokedBy ? `${revokedBy} stopped it for good.` : 'It is stopped for good.'
}
