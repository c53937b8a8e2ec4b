import 'server-only'

/** For so long a move is remembered: a page is drawn first and opens its stream later, perhaps over a line that broke. */
export const REMEMBERED_MS = 60_000
/** At most so many are remembered: of a flood the newest. */
export const REMEMBERED_MAX = 5_000

/** What was heard to move, the last time of each. Times are milliseconds by this process's clock. */
export type Heard = {
  /** From here on everything is remembered. */
  since: number
  /** In the order of their times. */
  moves: Map<string, { kind: string; id: string; at: number }>
}

/** Nothing heard yet, by an ear that listens from now on. */
export function nothingHeard(now: number): Heard {
  return { since: now, moves: new Map() }
}

/** Remembers a move, and forgets what is too old or too much. */
export function remember(heard: Heard, kind: string, id: string, now: number): void {
  const name = `${kind} ${id}`
  // Set anew it goes to the end, where the newest are.
  heard.moves.delete(name)
  heard.moves.set(name, { kind, id, at: now })
  for (const [oldest, { at }] of heard.moves) {
    if (heard.moves.size <= REMEMBERED_MAX && at >= now - REMEMBERED_MS) break
    heard.moves.delete(oldest)
    heard.since = at + 1
  }
}

/** What has moved at this time or later; null when nobody listened all that time, or some of it is forgotten. */
export function movedSince(heard: Heard, kind: string, time: number): string[] | null {
  if (time < heard.since) return null
  return [...heard.moves.values()].filter((move) => move.kind === kind && move.at >= time).map(({ id }) => id)
}
