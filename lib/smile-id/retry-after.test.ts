import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retry-after'

const now = new Date('2026-03-04T05:06:07.000Z')
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1000

describe('retryAfterMs', () => {
  it.each([
    [null, null],
    ['', null],
    ['soon', null],
    ['0', 0],
    ['120', 120_000],
    ['Wed, 04 Mar 2026 05:07:07 GMT', 60_000],
    ['Wed, 04 Mar 2026 05:05:07 GMT', 0],
    ['99999999999999999999', TWELVE_HOURS_MS],
    ['Fri, 31 Dec 9999 23:59:59 GMT', TWELVE_HOURS_MS],
  ])('reads %s as %s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected)
  })

  it('is never negative, endless or not a number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String)), (header) => {
        const wait = retryAfterMs(header, now)
        if (wait === null) return
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(TWELVE_HOURS_MS)
      }),
    )
  })
})
