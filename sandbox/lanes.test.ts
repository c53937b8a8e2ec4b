import { expect, test } from 'vitest'
import { openLanes } from './lanes'

test('no more than the width run at once, in the order they came, and a failure frees its lane', async () => {
  const inLane = openLanes(2)
  const started: number[] = []
  let running = 0
  let most = 0
  const work = async (n: number) => {
    started.push(n)
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    if (n === 1) throw new Error('failed')
  }
  const all = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => inLane(() => work(n))))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(started).toEqual([0, 1, 2, 3, 4])
  expect(most).toBe(2)
})
