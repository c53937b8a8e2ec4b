// How much of a bare re-encode's throughput is left when frames come through the frame route.
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import { db } from '@/lib/server/db'
import { inLanes } from '@/scripts/testing/lanes'
import { aim, type Shot } from './load'
import { operator } from './people'
import { captureFrames } from './pictures'
import { printRates, printRatio } from './print'
import { type Side, takeTurns } from './rounds'
import { withStack } from './stack'

const ROUNDS = 7
const CAPTURES = 24
/** These are most of the work of a re-encode; liveness frames are small. */
const SELFIES = 64
/** Operators whose pictures arrive at the same time. */
const CONNECTIONS = 8
const GOAL = { least: 0.9 }

// As the portal has it (lib/server/picture.ts).
sharp.concurrency(1)
sharp.cache(false)
const quality = (position: number) => (position === SELFIE_POSITION ? 92 : 85)

const bare = (jpeg: Uint8Array, position: number) =>
  sharp(jpeg, { failOn: 'error', autoOrient: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: quality(position) })
    .toBuffer()

await withStack(async ({ url }) => {
  const frames = await captureFrames()
  const operators = await Promise.all(Array.from({ length: CONNECTIONS }, operator))
  const target = aim(url, CONNECTIONS)

  /** `frames`: what each of the captures consists of, from the selfie on. */
  function sides(name: string, frames: readonly Uint8Array[], captures: number): [Side, Side] {
    let shots: Shot[] = []
    const intake: Side = {
      name: `frame route, ${name}`,
      async ready() {
        await db().capture.deleteMany()
        shots = Array.from({ length: captures }, (_, number) => capture(frames, number)).flat()
      },
      async run() {
        const rate = await target.fire(shots, 200)
        const kept = await db().frame.count()
        if (kept !== shots.length) throw new Error(`${shots.length} frames were taken and ${kept} are kept`)
        return rate
      },
    }
    const work = Array.from({ length: captures }, () => frames.map((jpeg, position) => ({ jpeg, position }))).flat()
    const floor: Side = {
      name: `bare sharp re-encode, ${name}`,
      async run() {
        const began = performance.now()
        await inLanes(CONNECTIONS, work, ({ jpeg, position }) => bare(jpeg, position))
        return (work.length * 1000) / (performance.now() - began)
      },
    }
    return [intake, floor]
  }

  function capture(frames: readonly Uint8Array[], number: number): Shot[] {
    const id = randomUUID()
    const { cookie = '' } = operators[number % CONNECTIONS] ?? {}
    const headers = { cookie, origin: url, 'content-type': 'image/jpeg' }
    return frames.map((body, at) => ({ method: 'PUT', path: `/api/captures/${id}/frames/${at}`, headers, body }))
  }

  const whole = sides('whole captures', frames, CAPTURES)
  const selfies = sides('selfies alone', frames.slice(0, 1), SELFIES)
  const rates = await takeTurns([...whole, ...selfies], ROUNDS)
  target.close()

  const [selfie, ...liveness] = frames.map(({ byteLength }) => Math.round(byteLength / 1024))
  console.log(
    `  ${CONNECTIONS} at a time; a selfie of ${selfie} kB and liveness frames of ${Math.max(...liveness)} kB\n`,
  )
  printRates(rates, 'frames a second')
  printRatio(rates, ...whole, GOAL)
  printRatio(rates, ...selfies, GOAL)
})
