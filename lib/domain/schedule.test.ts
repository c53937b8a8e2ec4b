import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DOUBT_READS,
  doubtDelay,
  failedReadDelay,
  JITTER,
  READ_UNTIL_MS,
  RETRY_AFTER_MAX_MS,
  readDelay,
  readInstantsMs,
  SUBMIT_TRIES,
  submitDelay,
  submitDelaysMs,
} from './schedule'

const none = () => 0
const most = () => 0.999_999
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('trying a submission again', () => {
  it('follows the promised schedule and gives up after its last try', () => {
    const delays = Array.from({ length: SUBMIT_TRIES }, (_, at) => submitDelay(at + 1, null, none))
    expect(delays).toEqual([5_000, 30_000, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, 12 * HOUR, null])
  })

  it('never comes earlier than the schedule nor later than the jitter allows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: submitDelaysMs.length }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, chance) => {
          const base = submitDelaysMs[attempt - 1] ?? Number.NaN
          const delay = submitDelay(attempt, null, () => chance) ?? Number.NaN
          expect(delay).toBeGreaterThanOrEqual(base)
          expect(delay).toBeLessThanOrEqual(base * (1 + JITTER))
        },
      ),
    )
  })

  it('waits at least as long as the provider asked, and no longer than half a day for it', () => {
    expect(submitDelay(1, 90_000, none)).toBe(90_000)
    expect(submitDelay(4, 90_000, none)).toBe(10 * MINUTE)
    expect(submitDelay(1, 99 * HOUR, most)).toBeLessThanOrEqual(RETRY_AFTER_MAX_MS * (1 + JITTER))
  })
})

describe('reading the status', () => {
  it('happens at each promised instant after the upload, then daily, then no more', () => {
    const instants: number[] = []
    for (let now = 0; ; ) {
      const delay = readDelay(now)
      if (delay === null) break
      now += delay
      instants.push(now)
    }
    expect(instants.slice(0, 9)).toEqual([...readInstantsMs, 24 * HOUR])
    expect(instants.slice(9, 11)).toEqual([48 * HOUR, 72 * HOUR])
    expect(instants.at(-1)).toBe(READ_UNTIL_MS)
  })

  it('a read made early by a callback leaves the schedule where it was', () => {
    expect(3_000 + (readDelay(3_000) ?? 0)).toBe(5_000)
    expect(29_999 + (readDelay(29_999) ?? 0)).toBe(30_000)
  })

  it('a failed read is tried again sooner than the schedule, never in a busy loop', () => {
    expect(failedReadDelay(0, null, none)).toBe(5_000)
    expect(failedReadDelay(HOUR, null, none)).toBe(10 * MINUTE)
    expect(failedReadDelay(0, 60_000, none)).toBe(60_000)
  })

  it('an upload in doubt is given most of a minute to arrive', () => {
    const total = Array.from({ length: DOUBT_READS }, (_, reads) => doubtDelay(reads, null, none)).reduce(
      (a, b) => a + b,
    )
    expect(total).toBe(47_000)
    expect(doubtDelay(99, null, none)).toBe(HOUR)
  })
})
