import { setImmediate as turn } from 'node:timers/promises'
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
  const ended = vi.fn()
  for (let at = 0; at < 40; at += 1) {
    orAway(new Promise<string>((resolve) => setTimeout(resolve, 2_600, 'done'))).then(ended, ended)
    await pass(10)
  }
  await pass(2_600)
  expect(ended.mock.calls).toEqual(Array.from({ length: 40 }, () => ['done']))
  expect(asked.mock.calls.length).toBeGreaterThanOrEqual(1)
  expect(asked.mock.calls.length).toBeLessThanOrEqual(3_000 / 300)
})

const refuses = () => Promise.reject(new Error('no connection'))
const isSilent = () => new Promise<never>(() => {})

it.each([
  ['it refuses', 1, refuses],
  ['it refuses', 20, refuses],
  ['it is silent', 1, isSilent],
  ['it is silent', 20, isSilent],
])(
  'a database that falls away right after an answer (%s) is noticed within two seconds by all who wait: %i',
  async (_, many, gone) => {
    const told = vi.fn()
    for (let at = 0; at < many; at += 1) {
      orAway(new Promise<never>(() => {})).catch(told)
      await pass(50)
    }
    let isGone = false
    asked.mockImplementation(async () => {
      asked.mockImplementation(gone)
      isGone = true
    })
    while (!isGone) await pass(10)
    expect(told).not.toHaveBeenCalled()
    await pass(1_990)
    // An answer may come a turn or two late.
    for (let at = 0; at < 3; at += 1) await turn()
    expect(told.mock.calls).toEqual(Array.from({ length: many }, () => [expect.any(DatabaseAway)]))
  },
)
