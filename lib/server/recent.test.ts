import { expect, test } from 'vitest'
import { recent } from './recent'

test('the newest are remembered, the oldest beyond the limit are not', () => {
  const names = recent<number>(2)
  names.set('a', 1)
  names.set('b', 2)
  names.set('a', 3)
  names.set('c', 4)
  expect(['a', 'b', 'c'].map(names.get)).toEqual([3, undefined, 4])
})
