import { expect, test } from 'vitest'
import { COUNT_MAX, countWords } from './count'

test('a count is exact up to where counting stops, and says when there are more', () => {
  expect([0, 7, 1_234, COUNT_MAX].map((count) => countWords(count))).toEqual(['0', '7', '1\u202f234', '10\u202f000'])
  expect(countWords(COUNT_MAX + 1)).toBe('10\u202f000+')
  expect(countWords(5_000_000)).toBe('10\u202f000+')
  expect([1_000, 1_001].map((count) => countWords(count, 1_000))).toEqual(['1\u202f000', '1\u202f000+'])
})
