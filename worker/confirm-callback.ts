import { wantsLook } from '@/lib/domain/job-facts'
import { resultMeaning } from '@/lib/domain/result-catalogue'
import type { Move } from '@/lib/server/job-moves'
import type { PendingCallback } from '@/lib/server/pending-callbacks'

export type Judgement = { id: string; code: string; state: 'applied' | 'contradicts' | 'kept' }

/**
 * Holds a job's callbacks against what the provider's own status says; the status is the truth. Fraud findings
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

/** What callbacks that were held against this status make of their job. Pure. */
export function judgedMove(statusCode: string, judged: readonly Judgement[]): JudgedMove {
  const contradicting = judged.filter(({ state }) => state === 'contradicts')
  return {
    callbacks: judged.map(({ id, state }) => ({ id, state })),
    events: contradicting.map(({ id, code }) => ({
      kind: 'contradiction',
      detail: { callbackCode: code, statusCode, callbackId: id },
    })),
    set: {
      ...(judged.some(({ code }) => wantsLook(code)) && { reportWaits: true }),
      ...(contradicting.length > 0 && { conflictWaits: true }),
    },
  }
}
