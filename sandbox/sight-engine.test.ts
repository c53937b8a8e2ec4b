import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { type Find, lastingEngine, REST_MS, startEngine } from './sight-engine'

const pixels = { data: new Uint8Array(3), width: 1, height: 1 }
/** A thread that does this with every message. */
const threadThat = (does: string) =>
  new Worker(
    `const { parentPort } = require('node:worker_threads'); parentPort.on('message', ({ id }) => { ${does} })`,
    {
      eval: true,
    },
  )

test('whoever waits is told when the thread ends, and whether it had worked', async () => {
  const ends = vi.fn()
  const find = startEngine(
    ends,
    threadThat('id === 1 ? parentPort.postMessage({ id, ok: true, faces: [] }) : process.exit(1)'),
  )
  expect(await find(pixels, false)).toEqual([])
  const [one, other] = [find(pixels, false), find(pixels, false)]
  await expect(one).rejects.toThrow('ended')
  await expect(other).rejects.toThrow('ended')
  expect(ends.mock.calls).toEqual([[true]])
})

test('a picture that fails leaves the thread to the next one', async () => {
  const find = startEngine(
    () => {},
    threadThat("parentPort.postMessage(id === 1 ? { id, ok: false, reason: 'poor' } : { id, ok: true, faces: [] })"),
  )
  await expect(find(pixels, false)).rejects.toThrow('poor')
  expect(await find(pixels, false)).toEqual([])
})

test('a thread that falls silent is ended, and nobody waits for it for ever', async () => {
  vi.useFakeTimers()
  const find = startEngine(() => {}, threadThat('for (;;);'))
  const silent = expect(find(pixels, false)).rejects.toThrow('no answer')
  await vi.runAllTimersAsync()
  await silent
  vi.useRealTimers()
})

/** An engine that starts as often as it is let, and ends by the test's hand. */
function engines(now: () => number) {
  const ends: ((ran: boolean) => void)[] = []
  const found: Find = async () => []
  const find = lastingEngine((onEnd) => {
    ends.push(onEnd)
    return found
  }, now)
  return { find, ends }
}

test('an engine that had worked and ended is started again at once', async () => {
  const { find, ends } = engines(() => 0)
  await find(pixels, false)
  await find(pixels, false)
  expect(ends).toHaveLength(1)
  ends[0]?.(true)
  expect(await find(pixels, false)).toEqual([])
  expect(ends).toHaveLength(2)
})

test('an engine that did not start is tried again after a rest, and not before', async () => {
  let now = 0
  const { find, ends } = engines(() => now)
  await find(pixels, false)
  ends[0]?.(false)
  await expect(find(pixels, false)).rejects.toThrow('did not start')
  now = REST_MS
  expect(await find(pixels, false)).toEqual([])
  expect(ends).toHaveLength(2)
})
