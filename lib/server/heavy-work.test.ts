import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { heavyWork } from './heavy-work'
import { SPARED } from './processors'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

/** Work that ends when told, and says when it begins. */
function pieces() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const all: Promise<unknown>[] = []
  return {
    begun,
    add(kind: 'picture' | 'password', name: string) {
      const task = () =>
        new Promise<void>((end) => {
          begun.push(name)
          ends.set(name, end)
        })
      all.push(heavyWork(kind, task))
    },
    async endAll() {
      while (ends.size > 0)
        for (const [name, end] of [...ends]) {
          ends.delete(name)
          end()
          await new Promise(setImmediate)
        }
      await Promise.all(all)
    },
  }
}

/** All that is spared, taken by work that is under way. */
function taken() {
  const work = pieces()
  for (let at = 0; at < SPARED; at++) work.add('password', `first ${at}`)
  work.begun.length = 0
  return work
}

test('no more is under way at once than there are processors to spare, whatever it is', async () => {
  let running = 0
  let most = 0
  const task = async () => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running -= 1
  }
  const kinds = Array.from({ length: 4 * SPARED }, (_, at) => (at % 2 ? 'password' : 'picture'))
  await Promise.all(kinds.map((kind) => heavyWork(kind === 'password' ? kind : 'picture', task)))
  expect(most).toBe(SPARED)
})

test('pictures of a burst go before a password that came a moment earlier', async () => {
  const work = taken()
  work.add('password', 'password')
  vi.advanceTimersByTime(100)
  work.add('picture', 'one')
  work.add('picture', 'two')
  await work.endAll()
  expect(work.begun).toEqual(['one', 'two', 'password'])
})

test('a password that has waited for its while has its turn before pictures that come later', async () => {
  const work = taken()
  work.add('picture', 'early')
  work.add('password', 'password')
  vi.advanceTimersByTime(201)
  work.add('picture', 'late')
  await work.endAll()
  expect(work.begun).toEqual(['early', 'password', 'late'])
})

test('work that fails gives its place to the next, and its error to whoever asked for it', async () => {
  const broken = () => Promise.reject(new Error('broken'))
  const many = Array.from({ length: SPARED + 3 }, () => heavyWork('picture', broken))
  for (const one of many) await expect(one).rejects.toThrow('broken')
  expect(await heavyWork('password', async () => 1)).toBe(1)
})
