import { type VisitState, visitStates } from './visit'

export const linkStates = [
  'revoked',
  'paused',
  'completed',
  'expired',
  'in_use',
  'part_used',
  'withdrawn',
  'said_no',
  'opened',
  'sent',
  'ready',
] as const
export type LinkState = (typeof linkStates)[number]

/** What a link's state follows from. */
export type LinkFacts = {
  pausedAt: Date | null
  revokedAt: Date | null
  uses: number
  maxUses: number
  expiresAt: Date
  sentAt: Date | null
  /** Whether it is for one person. What one of many said or left unfinished says nothing about a link for all of them. */
  isForOne: boolean
  /** How far the visit came in which something was last begun, said or sent; null: nobody has begun. */
  last: VisitState | null
  /** A visit is under way: claimed, neither ended nor out of time. */
  isInUse: boolean
}

/** What stops a link, in the order in which it is told: what is over for good says nothing of a pause. */
export const linkStops = ['revoked', 'paused', 'completed', 'expired'] as const
type LinkStop = (typeof linkStops)[number]

/** Why a link cannot be used, as its holder may know it. */
export type DeadReason = LinkStop | 'reissued' | 'not_me'

type LinkLimits = Pick<LinkFacts, 'pausedAt' | 'revokedAt' | 'uses' | 'maxUses' | 'expiresAt'>

/** Each limit is checked by itself, whatever the others say. */
const stops: Record<LinkStop, (link: LinkLimits, now: Date) => boolean> = {
  revoked: ({ revokedAt }) => revokedAt !== null,
  paused: ({ pausedAt }) => pausedAt !== null,
  completed: ({ uses, maxUses }) => uses >= maxUses,
  expired: ({ expiresAt }, now) => expiresAt <= now,
}

/** Why nobody can begin with this link now; null: they can. */
export function linkRefusal(link: LinkLimits, now: Date): LinkStop | null {
  return linkStops.find((stop) => stops[stop](link, now)) ?? null
}

/** The state a personal link has after a visit that came to this end, while it can still be used. */
const lastWords: Partial<Record<VisitState, LinkState>> = {
  submitted: 'part_used',
  withdrawn: 'withdrawn',
  declined: 'said_no',
  cannot: 'said_no',
}

/** The same table the other way round, for the database: after which ends of a visit a personal link is in these states. */
export function visitsBehind(...states: LinkState[]): VisitState[] {
  return visitStates.filter((last) => states.some((state) => lastWords[last] === state))
}

/** The state a link is shown in: the first that fits, in the order of linkStates. */
export function linkState(link: LinkFacts, now: Date): LinkState {
  const stop = linkRefusal(link, now)
  if (stop) return stop
  if (link.isInUse) return 'in_use'
  if (!link.last) return link.sentAt ? 'sent' : 'ready'
  if (!link.isForOne) return link.uses > 0 ? 'part_used' : 'opened'
  return lastWords[link.last] ?? 'opened'
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
