import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { DatabaseAway, orAway } from './database-watch'

/** What becomes of a question to the database. */
const asked = vi.fn<() => Promise<void>>()
const answered = async () => {}

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
  vi.spyOn(Pool.prototype, 'query').mockImplementation(() => asked())
  // One clock for the whole file: what the watch remembers of it must not lie in the future.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterAll(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(async () => {
  asked.mockReset().mockImplementation(answered)
  await pass(60_000)
})

it('many who wait for slow work share one question in 300 ms, and each gets what it waited for', async () => {
  const begun: Promise<string>[] = []
  for (let at = 0; at < 40; at += 1) {
    begun.push(orAway(new Promise<string>((resolve) => setTimeout(resolve, 2_600, 'done'))))
    await pass(10)
  }
  await pass(2_600)
  expect(new Set(await Promise.all(begun))).toEqual(new Set(['done']))
  expect(asked.mock.calls.length).toBeGreaterThanOrEqual(1)
  expect(asked.mock.calls.length).toBeLessThanOrEqual(3_000 / 300)
})

it.each([
  ['refuses', () => Promise.reject(new Error('no connection'))],
  ['is silent', () => new Promise<never>(() => {})],
])(
  'a database that falls away (it %s) under those who wait is noticed by all of them within two seconds',
  async (_, gone) => {
    const told = vi.fn()
    for (let at = 0; at < 20; at += 1) {
      orAway(new Promise<never>(() => {})).catch(told)
      await pass(50)
    }
    await pass(500)
    expect(asked).toHaveBeenCalled()
    expect(told).not.toHaveBeenCalled()
    asked.mockImplementation(gone)
    await pass(2_000)
    // No more time passes here. What was late may still want a turn or two.
    await expect.poll(() => told.mock.calls).toEqual(Array.from({ length: 20 }, () => [expect.any(DatabaseAway)]))
  },
)
