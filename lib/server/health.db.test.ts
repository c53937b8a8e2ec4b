import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '@/scripts/testing/database'
import { readHealth } from './health'
import { pool } from './pool'

let close = async () => {}

beforeAll(async () => {
  close = (await testDatabase()).close
})
afterAll(async () => {
  await pool().end()
  await close()
})

test('however many ask at once how the portal is doing, the database is asked as often as for one, and anew afterwards', async () => {
  const asked = vi.spyOn(pool(), 'query')
  const one = await readHealth()
  const questions = asked.mock.calls.length
  expect(questions).toBeGreaterThan(0)
  asked.mockClear()
  const all = await Promise.all(Array.from({ length: 50 }, readHealth))
  expect(asked).toHaveBeenCalledTimes(questions)
  expect(new Set(all.map(({ database }) => database))).toEqual(new Set([one.database]))
  await readHealth()
  expect(asked).toHaveBeenCalledTimes(2 * questions)
})
