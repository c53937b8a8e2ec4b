import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answerCallback } from './callback-answer'
import { receiveCallback } from './callback-intake'
import { log } from './log'

vi.mock('./callback-intake', () => ({ CALLBACK_BYTES_MAX: 2_000_000, receiveCallback: vi.fn() }))

const told = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(log, 'warn').mockImplementation(told)
  vi.spyOn(log, 'error').mockImplementation(told)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  told.mockClear()
  vi.mocked(receiveCallback).mockReset()
})

/** The answer to a callback that the database says nothing of for two seconds, and then what `settle` does. */
async function answered(settle: (kept: (status: number) => void, failed: (thrown: Error) => void) => void) {
  const receiving = new Promise<number>((kept, failed) => {
    setTimeout(settle, 3_000, kept, failed)
  })
  vi.mocked(receiveCallback).mockReturnValue(receiving)
  const headers = { 'content-type': 'application/json' }
  const answer = answerCallback(new Request('http://localhost', { method: 'POST', headers, body: '{}' }), null)
  await vi.waitFor(() => expect(receiveCallback).toHaveBeenCalled())
  await vi.advanceTimersByTimeAsync(5_000)
  return (await answer).status
}

it('a callback that fails after its sender was told to come again leaves one line in the log, with the reason', async () => {
  expect(await answered((_, failed) => failed(new TypeError('x')))).toBe(503)
  expect(told.mock.calls).toEqual([['a callback could not be kept', { error: 'TypeError' }]])
})

it('and so does one that was kept too late', async () => {
  expect(await answered((kept) => kept(200))).toBe(503)
  expect(told.mock.calls).toEqual([['a callback was not kept in time, and is to come again']])
})
