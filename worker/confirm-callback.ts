import { wantsLook } from '@/lib/domain/job-facts'
import { resultMeaning } from '@/lib/domain/result-catalogue'
import { readDelay, STATUS_LAG_MAX_MS } from '@/lib/domain/schedule'
import type { Move } from '@/lib/server/job-moves'
import type { Pending, PendingCallback } from '@/lib/server/pending-callbacks'

type Judgement = { id: string; code: string; state: 'applied' | 'contradicts' | 'kept' }

/**
 * Compares a job's callbacks with the provider's own status, which is the truth. A callback with the same code is
 * applied, even if it contradicted an earlier status. A report of fraud, or a result that the status has gone beyond, is
 * kept beside it. Any other contradicts it.
 */
export function judgeCallbacks(statusCode: string, callbacks: readonly PendingCallback[]): Judgement[] {
  const status = resultMeaning(statusCode)
  return callbacks.flatMap(({ id, code, state }) => {
    if (code === statusCode) return { id, code, state: 'applied' }
    if (state === 'contradicts') return []
    const { verdict } = resultMeaning(code)
    const superseded = verdict === status.verdict || (verdict === 'provisional' && status.final)
    return { id, code, state: verdict === 'fact' || superseded ? 'kept' : 'contradicts' }
  })
}

/** The part of a move that the judged callbacks ask for: its history, and what of it a person has to look at. */
export type JudgedMove = Required<Pick<Move, 'callbacks' | 'events' | 'set'>>

/** The end of a job without a result: Smile ID refused it, or never said anything. */
type End = { end: 'refused' | 'failed'; code: string }

/** The callbacks of a job that ended so: a report is kept, and any result contradicts that end. */
export function judgedByEnd({ end, code }: End, callbacks: readonly PendingCallback[]): JudgedMove {
  const judged = callbacks.flatMap(({ id, code, state }): Judgement[] =>
    state === 'contradicts' ? [] : [{ id, code, state: isFact(code) ? 'kept' : 'contradicts' }],
  )
  return judgedMove(code, judged, end)
}

/** Of these callbacks only the reports, which are kept: they are in no status, so they need not wait for one. */
export function judgedFacts(callbacks: readonly PendingCallback[]): JudgedMove {
  const facts = callbacks.filter(({ code }) => isFact(code))
  return judgedMove(
    '',
    facts.map(({ id, code }) => ({ id, code, state: 'kept' })),
  )
}

/** What a read finds waiting: the callbacks, and for how long the newest of either kind. */
export type Waiting = Pick<Pending, 'callbacks' | 'newestMs' | 'contradictsMs'>

/** The callbacks that tell of the end of a review, where the status that was read may merely not know of it yet. */
export function aheadOf(
  statusCode: string,
  { callbacks, newestMs }: Pick<Waiting, 'callbacks' | 'newestMs'>,
): PendingCallback[] {
  const mayLag =
    resultMeaning(statusCode).verdict === 'provisional' && newestMs !== null && newestMs < STATUS_LAG_MAX_MS
  if (!mayLag) return []
  return callbacks.filter(({ code, state }) => state === 'authentic' && resultMeaning(code).final && !isFact(code))
}

/**
 * Milliseconds until the status is read once more because of a callback, which it may lag behind. Null: no callback waits
 * for a read, or the newest has waited for too long.
 */
export function nextLook({ callbacks, newestMs }: Pick<Waiting, 'callbacks' | 'newestMs'>): number | null {
  const isWaiting = callbacks.some(({ code, state }) => state === 'authentic' && !isFact(code))
  return isWaiting && newestMs !== null ? readDelay(newestMs) : null
}

/**
 * Milliseconds until a status that decided is read once more although people are told at once that a callback contradicts
 * it: it may merely lag, and nothing else would have it read again. Null: no callback that came lately contradicts it.
 */
export function nextLookAfterConflict(
  statusCode: string,
  { callbacks, newestMs, contradictsMs }: Waiting,
  judged: readonly Judgement[],
): number | null {
  const isNew = judged.some(({ state }) => state === 'contradicts')
  const isOld = callbacks.some(({ code, state }) => state === 'contradicts' && code !== statusCode)
  const sinceMs = Math.min(...[isNew ? newestMs : null, isOld ? contradictsMs : null].filter((ms) => ms !== null))
  return sinceMs < STATUS_LAG_MAX_MS ? readDelay(sinceMs) : null
}

/** The earlier of two reads; null: that one is not to be. */
export function sooner(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}

function isFact(code: string): boolean {
  return resultMeaning(code).verdict === 'fact'
}

/** The part of the move that these judgements ask for; they are by this status or, with `end`, by that end. Pure. */
export function judgedMove(statusCode: string, judged: readonly Judgement[], end?: End['end']): JudgedMove {
  const contradicting = judged.filter(({ state }) => state === 'contradicts')
  return {
    callbacks: judged.map(({ id, state }) => ({ id, state })),
    events: contradicting.map(({ id, code }) => ({
      kind: 'contradiction',
      detail: { callbackCode: code, statusCode, callbackId: id, end },
    })),
    set: {
      ...(judged.some(({ code }) => wantsLook(code)) && { reportWaits: true }),
      ...(contradicting.length > 0 && { conflictWaits: true }),
    },
  }
}
