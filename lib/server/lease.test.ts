import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { holdLease } from './lease'

const claim = { id: '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11', fence: 1 }

test('a worker that lives for weeks keeps nothing of the leases it has stopped', () => {
  const worker = new AbortController()
  const lease = holdLease(claim, performance.now(), worker.signal)
  expect(getEventListeners(worker.signal, 'abort')).toHaveLength(1)
  lease.stop()
  expect(getEventListeners(worker.signal, 'abort')).toHaveLength(0)
})

test('a worker told to stop stops its calls, and still holds the job that it has to write down', () => {
  const worker = new AbortController()
  const lease = holdLease(claim, performance.now(), worker.signal)
  worker.abort()
  expect([lease.signal.aborted, lease.isHeld()]).toEqual([true, true])
  lease.stop()
})
