import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { limited } from './limited'

beforeEach(() => {
  vi.useFakeTimers()
  // As in a browser that does not have it.
  vi.stubGlobal('AbortSignal', { ...AbortSignal, any: undefined, timeout: undefined })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('a limited signal fires after its time, and not before', () => {
  const over = limited(new AbortController().signal, 2_000)
  vi.advanceTimersByTime(1_999)
  expect(over.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(over.reason).toMatchObject({ name: 'TimeoutError' })
})

it('a limited signal fires with the one that it limits, and leaves no timer behind', () => {
  const leaving = new AbortController()
  const over = limited(leaving.signal, 2_000)
  leaving.abort('left')
  expect(over.reason).toBe('left')
  expect(limited(leaving.signal, 2_000).reason).toBe('left')
  expect(vi.getTimerCount()).toBe(0)
})
