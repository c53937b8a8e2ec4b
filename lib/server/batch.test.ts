import { expect, it } from 'vitest'
import { gathered } from './batch'

function scripted() {
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
  return { flights, land, add: gathered(send, 3) }
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
