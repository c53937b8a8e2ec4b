// R13's enemy, in a process of its own and behind all others: a flood comes from elsewhere, and sending it must slow down
// neither whoever measures nor whoever answers.
import { constants, setPriority } from 'node:os'
import { UPLOADS_PER_ADDRESS } from '@/lib/server/upload-places'
import { refusedPictures } from '@/scripts/testing/hostile-pictures'
import { inLanes } from '@/scripts/testing/lanes'
import { type FloodOrder, floodOrderSchema } from './flood'
import { huge, picture, slow, slowFrame, zipped } from './hostile'
import { ask } from './visits'
import { pause } from './wait'

/** Requests one after the other, each answered only once the portal has come round to what came before it. */
const HEARINGS = 5
/** Frames that begin to come from one address and never end; those there is no place for are told so within two seconds. */
const SLOW_FRAMES = 2 * UPLOADS_PER_ADDRESS
const TOLD_MS = 15_000
/** A picture that there was no time for is shown again. */
const TRIES = 30
const AGAIN_MS = 500

async function flood({ port, origin, person, slowSenders, bodies }: FloodOrder): Promise<string[]> {
  const pictures = await refusedPictures()
  await Promise.all(Array.from({ length: slowSenders }, () => slow(port)))
  const wrong = await slowFrames(port, origin, person)
  await allHeard(port)
  process.send?.({ kind: 'open' })
  const many = Array.from({ length: bodies }, (_, at) => at % 2 === 0)
  await Promise.all([
    ...many.map((isChunked) => huge(port, isChunked)),
    ...many.map(async () => {
      if ((await zipped(port)) === 200) wrong.push('a zipped body: 200')
    }),
    inLanes(4, pictures, async ({ name, bytes }) => {
      let status = await picture(port, origin, person, bytes)
      for (let tries = 0; status === 503 && tries < TRIES; tries++) {
        await pause(AGAIN_MS)
        status = await picture(port, origin, person, bytes)
      }
      if (status < 400 || status >= 500) wrong.push(`${name}: ${status}`)
    }),
  ])
  return wrong
}

/** Half of them there is no place for. The others hang on. */
async function slowFrames(port: number, origin: string, person: FloodOrder['person']): Promise<string[]> {
  const told: string[] = []
  const isToldAll = new Promise<void>((resolve) => {
    for (let nth = 0; nth < SLOW_FRAMES; nth++)
      void slowFrame(port, origin, person).answer.then((answer) => {
        if (told.push(answer) >= SLOW_FRAMES - UPLOADS_PER_ADDRESS) resolve()
      })
  })
  await Promise.race([isToldAll, pause(TOLD_MS)])
  const places = `${told.length} of ${SLOW_FRAMES} slow frames were answered`
  return told.length === SLOW_FRAMES - UPLOADS_PER_ADDRESS && told.every((answer) => answer.includes(' 429 '))
    ? []
    : [`${places} ${[...new Set(told)].join(', ')}`]
}

/** That the slow senders come is an event of a moment; what counts is that they are there, and that the portal knows. */
async function allHeard(port: number): Promise<void> {
  const anybody = { port, method: 'GET', path: '/api/health/live', headers: {} }
  for (let nth = 0; nth < HEARINGS; nth++) await ask(anybody, new Uint8Array())
}

setPriority(constants.priority.PRIORITY_LOW)
process.on('message', async (message) => {
  const wrong = await flood(floodOrderSchema.parse(message))
  process.send?.({ kind: 'over', wrong })
})
// The slow senders hang on until whoever ordered them has gone.
process.on('disconnect', () => process.exit())
process.send?.({ kind: 'ready' })
