// R13's enemy, in a process of its own: whoever measures must not be slowed down by sending the flood.
import { refusedPictures } from '@/scripts/testing/hostile-pictures'
import { inLanes } from '@/scripts/testing/lanes'
import { type FloodOrder, floodOrderSchema } from './flood'
import { huge, picture, slow, zipped } from './hostile'
import { ask } from './visits'

/** Requests one after the other, each answered only once the portal has come round to what came before it. */
const HEARINGS = 5

async function flood({ port, origin, person, slowSenders, bodies }: FloodOrder): Promise<string[]> {
  const pictures = await refusedPictures()
  await Promise.all(Array.from({ length: slowSenders }, () => slow(port)))
  await allHeard(port)
  process.send?.({ kind: 'open' })
  const many = Array.from({ length: bodies }, (_, at) => at % 2 === 0)
  const wrong: string[] = []
  await Promise.all([
    ...many.map((isChunked) => huge(port, isChunked)),
    ...many.map(async () => {
      if ((await zipped(port)) === 200) wrong.push('a zipped body: 200')
    }),
    inLanes(4, pictures, async ({ name, bytes }) => {
      const status = await picture(port, origin, person, bytes)
      if (status < 400 || status >= 500) wrong.push(`${name}: ${status}`)
    }),
  ])
  return wrong
}

/** That the slow senders come is an event of a moment; what counts is that they are there, and that the portal knows. */
async function allHeard(port: number): Promise<void> {
  const anybody = { port, method: 'GET', path: '/api/health/live', headers: {} }
  for (let nth = 0; nth < HEARINGS; nth++) await ask(anybody, new Uint8Array())
}

process.on('message', async (message) => {
  const wrong = await flood(floodOrderSchema.parse(message))
  process.send?.({ kind: 'over', wrong })
})
// The slow senders hang on until whoever ordered them has gone.
process.on('disconnect', () => process.exit())
process.send?.({ kind: 'ready' })
