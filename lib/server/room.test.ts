import { expect, it } from 'vitest'
import { room } from './room'

it('large bodies share what there is, and small ones are never kept out', () => {
  const shared = room(100, 10)
  const [first, second, small] = [shared.enter(), shared.enter(), shared.enter()]
  expect(first.grow(70)).toBe(true)
  expect(second.grow(50)).toBe(true)
  expect(second.grow(51)).toBe(false)
  expect(small.grow(10)).toBe(true)
  expect(small.grow(11)).toBe(false)
})

it('what leaves makes room, once', () => {
  const shared = room(100, 0)
  const first = shared.enter()
  expect(first.grow(100)).toBe(true)
  const second = shared.enter()
  expect(second.grow(1)).toBe(false)
  first.leave()
  first.leave()
  expect(second.grow(100)).toBe(true)
  expect(shared.enter().grow(1)).toBe(false)
})
