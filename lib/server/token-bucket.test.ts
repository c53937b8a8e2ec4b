import { expect, it } from 'vitest'
import { tokenBucket } from './token-bucket'

it('a burst passes, then as many as the rate allows, and rest fills no more than the burst', () => {
  let now = 0
  const take = tokenBucket({ perSecond: 2, burst: 3 }, () => now)
  const taken = (times: number) => Array.from({ length: times }, take).filter(Boolean).length
  expect(taken(5)).toBe(3)
  now = 1_000
  expect(taken(5)).toBe(2)
  now = 1_000_000
  expect(taken(5)).toBe(3)
})
