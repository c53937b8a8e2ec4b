import { describe, expect, it } from 'vitest'
import { type Hastened, hastenable, nextTryAt, WORTH_HASTENING } from './hasten'
import { type JobState, jobStates } from './job'

const now = new Date('2026-05-04T10:00:00Z')
const inMs = (ms: number) => new Date(now.getTime() + ms)
const hastened: Partial<Record<JobState, Hastened>> = { queued: 'try', processing: 'read', provisional: 'read' }

describe('what a person may have done now', () => {
  it.each(jobStates)('of a job that waits as %s', (state) => {
    expect(hastenable({ state, nextStepAt: inMs(3_600_000) }, now)).toBe(hastened[state] ?? null)
  })

  it.each([
    ['queued', 'try'],
    ['provisional', 'read'],
  ] as const)('is nothing where %s ends by itself in a moment, or nothing is to come', (state, step) => {
    const least = WORTH_HASTENING[step]
    expect(hastenable({ state, nextStepAt: inMs(least) }, now)).toBe(step)
    expect(hastenable({ state, nextStepAt: inMs(least - 1) }, now)).toBeNull()
    expect(hastenable({ state, nextStepAt: now }, now)).toBeNull()
    expect(hastenable({ state, nextStepAt: null }, now)).toBeNull()
  })
})

describe('the next try', () => {
  const putOff = { attempts: 1, nextStepAt: inMs(60_000), isBarred: false, withdrawnAt: null }

  it.each(jobStates)('is told of a job that was put off, and of none that is %s otherwise', (state) => {
    expect(nextTryAt({ ...putOff, state })).toEqual(state === 'queued' ? putOff.nextStepAt : null)
  })

  it.each([{ attempts: 0 }, { nextStepAt: null }, { isBarred: true }, { withdrawnAt: now }])(
    'is none where nothing was tried, or nothing may be: %j',
    (changes) => expect(nextTryAt({ ...putOff, state: 'queued', ...changes })).toBeNull(),
  )
})
