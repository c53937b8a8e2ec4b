// R13's enemy, in a process of its own: whoever measures must not be slowed down by sending the flood.
import { z } from 'zod'
import { refusedPictures } from '@/scripts/testing/hostile-pictures'
import { inLanes } from '@/scripts/testing/lanes'
import { huge, picture, slow, zipped } from './hostile'
import { pause } from './wait'

const SETTLE_MS = 500

const orderSchema = z.object({
  port: z.number(),
  origin: z.string(),
  person: z.object({ captureId: z.string(), cookie: z.string() }),
  slowSenders: z.number(),
  bodies: z.number(),
})
export type FloodOrder = z.infer<typeof orderSchema>
/** `open`: the slow senders hang on, and the flood begins. `over`: what of it was not refused. */
export const floodNewsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('over'), wrong: z.array(z.string()) }),
])

async function flood({ port, origin, person, slowSenders, bodies }: FloodOrder): Promise<string[]> {
  const pictures = await refusedPictures()
  for (let at = 0; at < slowSenders; at++) slow(port)
  // That they come is an event of a moment; what counts is that they are there.
  await pause(SETTLE_MS)
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

if (process.send) {
  process.on('message', async (message) => {
    const wrong = await flood(orderSchema.parse(message))
    process.send?.({ kind: 'over', wrong })
  })
  // The slow senders hang on until whoever ordered them has gone.
  process.on('disconnect', () => process.exit())
  process.send({ kind: 'ready' })
}
