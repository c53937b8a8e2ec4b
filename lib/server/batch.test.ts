import { expect, it, vi } from 'vitest'
import { gathered } from './batch'

function scripted(most = 3) {
  const flights: number[][] = []
  const landed: (() => void)[] = []
  const send = async (items: number[]) => {
    flights.push(items)
    await new Promise<void>((resolve) => landed.push(resolve))
    if (items.includes(13)) throw new Error('13')
    return items.map((item) => item * 2)
  }
  const land = async () => {
    landed.shift()?.()
    await new Promise(setImmediate)
  }
  return { flights, land, add: gathered(send, { most, patienceMs: 1_000 }) }
}

it('what comes alone flies at once, and what comes meanwhile flies together, bounded', async () => {
  const { flights, land, add } = scripted()
  const results = [1, 2, 3, 4, 5].map(add)
  expect(flights).toEqual([[1]])
  await land()
  await land()
  await land()
  expect(flights).toEqual([[1], [2, 3, 4], [5]])
  expect(await Promise.all(results)).toEqual([2, 4, 6, 8, 10])
})

it('one that cannot be sent harms only itself', async () => {
  const { flights, land, add } = scripted()
  const results = Promise.allSettled([1, 2, 13].map(add))
  for (let at = 0; at < 4; at++) await land()
  expect(flights).toEqual([[1], [2, 13], [2], [13]])
  expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
})

it('of a flight that failed a few are tried at a time, and nobody who has given up meanwhile', async () => {
  const { flights, land, add } = scripted(8)
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  const results = Promise.allSettled([0, 1, 2, 3, 4, 5, 13].map(add))
  await land()
  await land()
  expect(flights.slice(2)).toEqual([[1], [2], [3]])
  await land()
  expect(flights.slice(2)).toEqual([[1], [2], [3], [4]])
  clock.mockReturnValue(1_500)
  for (let at = 0; at < 3; at++) await land()
  expect(flights).toHaveLength(6)
  const statuses = (await results).map(({ status }) => status)
  expect(statuses).toEqual([...Array(5).fill('fulfilled'), 'rejected', 'rejected'])
  clock.mockRestore()
})

it('whoever waited for longer than anybody waits is left behind', async () => {
  const { flights, land, add } = scripted()
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  const early = Promise.allSettled([1, 2].map(add))
  clock.mockReturnValue(900)
  const late = add(3)
  clock.mockReturnValue(1_500)
  await land()
  await land()
  expect(flights).toEqual([[1], [3]])
  expect((await early).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await late).toBe(6)
  clock.mockRestore()
})
