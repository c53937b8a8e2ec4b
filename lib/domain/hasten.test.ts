import { describe, expect, it } from 'vitest'
import { hastenable, WORTH_HASTENING } from './hasten'
import { jobStates } from './job'

const now = new Date('2026-05-04T10:00:00Z')
const later = new Date(now.getTime() + WORTH_HASTENING)

describe('what a person may have done now', () => {
  it.each(jobStates)('of a job that waits as %s', (state) => {
    const expected = { queued: 'try', processing: 'read', provisional: 'read' }[String(state)] ?? null
    expect(hastenable({ state, nextStepAt: later }, now)).toBe(expected)
  })

  it('is nothing where the wait is about to end, or there is none', () => {
    expect(hastenable({ state: 'queued', nextStepAt: new Date(later.getTime() - 1) }, now)).toBeNull()
    expect(hastenable({ state: 'queued', nextStepAt: now }, now)).toBeNull()
    expect(hastenable({ state: 'queued', nextStepAt: null }, now)).toBeNull()
  })
})
