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
