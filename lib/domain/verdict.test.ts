import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JobState, jobMoves, mayMove } from './job'
import { applyVerdict, type Read, type Standing } from './verdict'

const fresh: Standing = { state: 'processing', code: null, revision: 0, read: 0 }
type Apply = typeof applyVerdict

const outcomes: Omit<Read, 'read'>[] = [
  { code: '0844', verdict: 'provisional' },
  { code: '0845', verdict: 'provisional' },
  { code: '0840', verdict: 'approved' },
  { code: '1240', verdict: 'approved' },
  { code: '0841', verdict: 'rejected' },
  { code: '1241', verdict: 'rejected' },
  { code: '0908', verdict: 'error' },
  { code: '0777', verdict: 'unknown' },
  { code: '5211', verdict: 'fact' },
]

const readsArbitrary = fc
  .array(fc.constantFrom(...outcomes), { minLength: 1, maxLength: 6 })
  .map((list) => list.map((outcome, at) => ({ ...outcome, read: at + 1 })))
const shuffled = readsArbitrary.chain((reads) =>
  fc.tuple(fc.constant(reads), fc.shuffledSubarray(reads, { minLength: reads.length, maxLength: reads.length })),
)

/** What must not depend on the order; how often the final was revised may. */
function settle(apply: Apply, reads: Read[]) {
  const { state, code, revision } = reads.reduce(apply, fresh)
  return { state, code, contested: revision > 0 }
}

function orderProperty(apply: Apply) {
  return fc.property(shuffled, ([reads, others]) => {
    expect(settle(apply, others)).toEqual(settle(apply, reads))
  })
}

describe('what a status read makes of a job', () => {
  it('any order of the same reads gives the same state, code and contest', () => {
    fc.assert(orderProperty(applyVerdict), { numRuns: 2_000 })
  })

  it('the order property catches a last-write-wins build', () => {
    const lastWriteWins: Apply = (current, { verdict, code, read }) =>
      verdict === 'approved' || verdict === 'rejected' || verdict === 'provisional'
        ? { ...current, state: verdict, code, read }
        : current
    expect(fc.check(orderProperty(lastWriteWins), { numRuns: 2_000 }).failed).toBe(true)
  })

  it('nothing final goes back to provisional, unknown or failed', () => {
    fc.assert(
      fc.property(readsArbitrary, (reads) => {
        let current = fresh
        for (const read of reads) {
          const next = applyVerdict(current, read)
          if (current.state === 'approved' || current.state === 'rejected')
            expect(['approved', 'rejected']).toContain(next.state)
          current = next
        }
      }),
    )
  })

  it('every move it asks for is in the table of moves', () => {
    fc.assert(
      fc.property(readsArbitrary, (reads) => {
        let current = fresh
        for (const read of reads) {
          const next = applyVerdict(current, read)
          if (next.state !== current.state) expect(mayMove(current.state, next.state)).toBe(true)
          current = next
        }
      }),
    )
  })

  it('every move of the table that ends with a result is one that some read asks for', () => {
    const asked: JobState[] = ['submitting', 'processing', 'unknown', 'provisional', 'approved', 'rejected', 'failed']
    const results: JobState[] = ['approved', 'provisional', 'rejected', 'unknown', 'failed']
    for (const state of asked) {
      const made = outcomes.map((one) => applyVerdict({ ...fresh, state }, { ...one, read: 1 }).state)
      const ends = results.filter((to) => to !== state && made.includes(to))
      expect(ends.sort()).toEqual(jobMoves[state].filter((to) => results.includes(to)).sort())
    }
  })

  it('a newer final replaces a final and raises the revision', () => {
    const approved = applyVerdict(fresh, { code: '0840', verdict: 'approved', read: 1 })
    expect(applyVerdict(approved, { code: '1241', verdict: 'rejected', read: 2 })).toEqual({
      state: 'rejected',
      code: '1241',
      revision: 1,
      read: 2,
    })
  })

  it('a code nobody knows approves nothing', () => {
    expect(applyVerdict(fresh, { code: '0777', verdict: 'unknown', read: 1 }).state).toBe('unknown')
  })

  it('a fraud fact decides nothing', () => {
    expect(applyVerdict(fresh, { code: '5211', verdict: 'fact', read: 1 })).toEqual(fresh)
  })
})
