import { expect, test } from 'vitest'
import { movedSince, nothingHeard, REMEMBERED_MAX, REMEMBERED_MS, remember } from './heard'

test('what has moved since a time is known, each once, and only of its kind', () => {
  const heard = nothingHeard(1_000)
  remember(heard, 'job', 'a', 1_100)
  remember(heard, 'job', 'b', 1_200)
  remember(heard, 'link', 'c', 1_300)
  remember(heard, 'job', 'a', 1_400)
  expect(movedSince(heard, 'job', 1_000)).toEqual(['b', 'a'])
  expect(movedSince(heard, 'job', 1_400)).toEqual(['a'])
  expect(movedSince(heard, 'job', 1_401)).toEqual([])
  expect(movedSince(heard, 'link', 1_000)).toEqual(['c'])
})

test('nothing is claimed of a time at which nobody listened', () => {
  expect(movedSince(nothingHeard(1_000), 'job', 999)).toBeNull()
  expect(movedSince(nothingHeard(1_000), 'job', 1_000)).toEqual([])
})

test('nothing is claimed of what is forgotten, because it is old', () => {
  const heard = nothingHeard(0)
  remember(heard, 'job', 'a', 10)
  remember(heard, 'job', 'b', 20 + REMEMBERED_MS)
  expect(movedSince(heard, 'job', 10)).toBeNull()
  expect(movedSince(heard, 'job', 11)).toEqual(['b'])
})

test('nor because there was too much of it', () => {
  const heard = nothingHeard(0)
  for (let at = 1; at <= REMEMBERED_MAX + 1; at++) remember(heard, 'job', `${at}`, at)
  expect(heard.moves.size).toBe(REMEMBERED_MAX)
  expect(movedSince(heard, 'job', 1)).toBeNull()
  expect(movedSince(heard, 'job', 2)).toHaveLength(REMEMBERED_MAX)
})
