import { expect, test } from 'vitest'
import { waitHint, waitsOf } from './waits'

test('a job waits for as many looks as it is marked with, each with a hint of its own', () => {
  expect(waitsOf({ reportWaits: false, conflictWaits: false })).toEqual([])
  expect(waitsOf({ reportWaits: true, conflictWaits: false })).toEqual(['report'])
  expect(waitsOf({ reportWaits: false, conflictWaits: true })).toEqual(['conflict'])
  expect(new Set(waitsOf({ reportWaits: true, conflictWaits: true }).map((wait) => waitHint[wait])).size).toBe(2)
})
