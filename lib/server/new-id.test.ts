import { expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from './new-id'

test('ids are UUIDs of version 7, each another one, and rise also within one millisecond', () => {
  // More than the counter holds within one millisecond.
  const ids = Array.from({ length: 10_000 }, newId)
  for (const id of ids) expect(z.uuidv7().safeParse(id).success, id).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
})
