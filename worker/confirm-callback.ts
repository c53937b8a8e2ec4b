import { wantsLook } from '@/lib/domain/job-facts'
import { resultMeaning } from '@/lib/domain/result-catalogue'
import { readDelay } from '@/lib/domain/schedule'
import type { Move } from '@/lib/server/job-moves'
import type { Pending, PendingCallback } from '@/lib/server/pending-callbacks'

type Judgement = { id: string; code: string; state: 'applied' | 'contradicts' | 'kept' }

/**
 * Holds a job's callbacks against what the provider's own status says; the status is the truth. Fraud reports
 * and results that the status has gone beyond are kept beside it. A callback that contradicted a status which
 * has caught up since is applied after all.
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

/** What callbacks come to for a job that ended so: a report is kept, and any result is against that end. */
export function judgedByEnd({ end, code }: End, callbacks: readonly PendingCallback[]): JudgedMove {
  const judged = callbacks.flatMap(({ id, code, state }): Judgement[] =>
    state === 'contradicts' ? [] : [{ id, code, state: isFact(code) ? 'kept' : 'contradicts' }],
  )
  return judgedMove(code, judged, end)
}

/** A report beside the verdict is in no status, so it need not wait for one. */
export function judgedFacts(callbacks: readonly PendingCallback[]): JudgedMove {
  const facts = callbacks.filter(({ code }) => isFact(code))
  return judgedMove(
    '',
    facts.map(({ id, code }) => ({ id, code, state: 'kept' })),
  )
}

/**
 * Milliseconds until a job of which no read would come by itself is asked after because of its callbacks: the status may
 * lag behind them. Null: none of them waits for it, or it has had its time.
 */
export function nextLook({ callbacks, newestMs }: Pending): number | null {
  const isWaiting = callbacks.some(({ code, state }) => state === 'authentic' && !isFact(code))
  return isWaiting && newestMs !== null ? readDelay(newestMs) : null
}

function isFact(code: string): boolean {
  return resultMeaning(code).verdict === 'fact'
}

/** What callbacks that were held against this status, or this end, make of their job. Pure. */
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
