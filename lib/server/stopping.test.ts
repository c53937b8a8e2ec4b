import { expect, test, vi } from 'vitest'
import { beginToStop, endWhatStays, isStopping, onStop } from './stopping'

test('what would never end goes on until the door closes, and is then told once; what was forgotten is not', async () => {
  const [stream, gone, late] = [vi.fn(), vi.fn(), vi.fn()]
  onStop(stream)
  onStop(gone)()
  expect(isStopping()).toBe(false)
  beginToStop()
  expect(isStopping()).toBe(true)
  expect(stream).not.toHaveBeenCalled()
  endWhatStays()
  expect(stream).toHaveBeenCalledTimes(1)
  expect(gone).not.toHaveBeenCalled()
  onStop(late)
  await vi.waitFor(() => expect(late).toHaveBeenCalledTimes(1))
})
