import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '@/scripts/testing/database'
import { asNewProcess } from '@/scripts/testing/new-process'
import { pool, waitLongForConnections } from './pool'

let close = async () => {}

beforeAll(async () => {
  close = (await testDatabase()).close
})
afterEach(() => {
  vi.useRealTimers()
  asNewProcess()
})
afterAll(() => close())

/** What becomes of a query that finds every connection taken, when one is free again after `ms`. */
async function queryWithAllTaken(ms: number): Promise<'answered' | 'failed'> {
  const taken = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const asked = pool()
    .query('select 1')
    .then(
      () => 'answered' as const,
      () => 'failed' as const,
    )
  vi.advanceTimersByTime(ms)
  for (const client of taken) client.release()
  const outcome = await asked
  vi.useRealTimers()
  await pool().end()
  return outcome
}

test('whoever waits for a result is told within two seconds that there is no connection', async () => {
  expect(await queryWithAllTaken(1_600)).toBe('failed')
})

test('a worker waits longer: a step does not fail because others are at work', async () => {
  waitLongForConnections()
  expect(await queryWithAllTaken(4_900)).toBe('answered')
})
