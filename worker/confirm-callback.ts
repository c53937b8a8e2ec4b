import { resultMeaning } from '@/lib/domain/result-catalogue'
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
