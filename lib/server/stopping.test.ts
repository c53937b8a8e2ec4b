import { expect, it, vi } from 'vitest'
import { beginToStop, isStopping, onStop } from './stopping'

it('what would never end is told to stop once, and what was forgotten is not', () => {
  const [stream, gone] = [vi.fn(), vi.fn()]
  onStop(stream)
  onStop(gone)()
  expect(isStopping()).toBe(false)
  beginToStop()
  expect(isStopping()).toBe(true)
  expect(stream).toHaveBeenCalledTimes(1)
  expect(gone).not.toHaveBeenCalled()
})

it('what begins after the word to stop is told at once, so that it does not hold the process up', async () => {
  beginToStop()
  const late = vi.fn()
  onStop(late)
  await Promise.resolve()
  expect(late).toHaveBeenCalledTimes(1)
})
