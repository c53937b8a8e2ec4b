import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { abortWith } from './abort-with'

it('fires with the outer signal, also with one that has fired already', () => {
  const outer = new AbortController()
  const before = abortWith(outer.signal)
  expect(before.signal.aborted).toBe(false)
  outer.abort()
  expect(before.signal.aborted).toBe(true)
  expect(abortWith(outer.signal).signal.aborted).toBe(true)
})

it('fires by itself without firing the outer one', () => {
  const outer = new AbortController()
  const own = abortWith(outer.signal)
  own.abort()
  expect([own.signal.aborted, outer.signal.aborted]).toEqual([true, false])
})

it('let go of, it leaves nothing behind on a signal that lives on', () => {
  const outer = new AbortController()
  const own = abortWith(outer.signal)
  expect(getEventListeners(outer.signal, 'abort')).toHaveLength(1)
  own.letGo()
  expect(getEventListeners(outer.signal, 'abort')).toHaveLength(0)
  outer.abort()
  expect(own.signal.aborted).toBe(false)
})
