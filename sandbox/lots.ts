import { createHash } from 'node:crypto'
import type { Step } from './faults'
import type { Sandbox } from './sandbox'
import { type Rule, stepOf } from './scenario'

/** Whose turn it is. */
export type Subject = { userId: string; jobId: string }

/**
 * A number in [0, 1) that depends on the seed, the user, and how often this was asked for the job, and not on
 * the order in which jobs come: the same seed and users draw the same lots however the clock runs.
 */
export function chance(seed: number, ...what: (string | number)[]): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, ...what]))
    .digest()
  return hash.readUInt32BE(0) / 2 ** 32
}

/** The rules that strike this time. Every call is one more occasion; occasions are forgotten at a restart. */
export function strikes(sandbox: Sandbox, step: Step, { userId, jobId }: Subject): Rule[] {
  const { setAt, scenario } = sandbox.store.scenario()
  return scenario.rules.filter((rule, index) => {
    if (stepOf(rule) !== step) return false
    if ((rule.userId ?? userId) !== userId || (rule.jobId ?? jobId) !== jobId) return false
    if (rule.forMs !== undefined && sandbox.now() >= setAt + rule.forMs) return false
    const occasion = sandbox.occasions.next(JSON.stringify([setAt, index, jobId]))
    if (rule.first !== undefined && occasion > rule.first) return false
    return chance(scenario.seed, index, userId, occasion) < rule.rate
  })
}

/** Counts how often something has come up, from 1. */
export function openOccasions() {
  const counts = new Map<string, number>()
  return {
    next(what: string): number {
      const count = (counts.get(what) ?? 0) + 1
      counts.set(what, count)
      return count
    },
    clear: () => counts.clear(),
  }
}
