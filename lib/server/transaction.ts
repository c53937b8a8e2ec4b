import 'server-only'
import type { Outcome, Refusal } from '@/lib/domain/outcome'
import { db, type Tx } from './db'

class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/** Milliseconds to wait for one of the pool's connections, and to hold it. */
const LIMITS = { maxWait: 10_000, timeout: 15_000 }

/** Runs `work` in one transaction that commits only when its outcome is ok. A refusal leaves no trace. */
export async function inTransaction<T extends object>(work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await db().$transaction(async (tx) => {
      const outcome = await work(tx)
      if (!outcome.ok) throw new RolledBack(outcome)
      return outcome
    }, LIMITS)
  } catch (thrown) {
    if (thrown instanceof RolledBack) return thrown.refusal
    throw thrown
  }
}
