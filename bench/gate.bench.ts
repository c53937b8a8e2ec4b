// What the gate costs a capture, beside finding the faces in its eight frames and nothing else.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { db } from '@/lib/server/db'
import { env } from '@/lib/server/env'
import { judgeCapture } from '@/lib/server/face-gate'
import { storeFrame } from '@/lib/server/frames'
import { operator } from './people'
import { captureFrames } from './pictures'
import { printRates } from './print'
import { quantile, ratios, type Side, takeTurns } from './rounds'
import { withStack } from './stack'

const ROUNDS = 7
const CAPTURES = 4
/** The gate's time for a capture by that of the bare detection. */
const GOAL = 1.2

await withStack(async () => {
  const frames = await captureFrames()
  const { id } = await operator()
  const captures = await Promise.all(Array.from({ length: CAPTURES }, () => stored(id, frames)))
  const thread = new Worker(join(import.meta.dirname, 'bare-detection.mjs'))
  env().KIOO_FACE_GATE = 'enforce'

  const gate: Side = {
    name: 'gate',
    // As if nothing had been seen while the frames arrived.
    ready: async () => void (await db().frameReading.deleteMany()),
    run: () =>
      rate(async (captureId) => {
        const seen = await judgeCapture({ id }, captureId)
        if (!seen.ok) throw new Error(seen.code)
      }),
  }
  const bare: Side = {
    name: 'bare detection of the eight frames',
    run: () =>
      rate(async () => {
        const found = once(thread, 'message')
        thread.postMessage(frames)
        const [faces] = await found
        if (faces !== frames.length) throw new Error(`${faces} faces in ${frames.length} frames`)
      }),
  }

  /** Captures a second, one after the other. */
  async function rate(look: (captureId: string) => Promise<void>): Promise<number> {
    const began = performance.now()
    for (const captureId of captures) await look(captureId)
    return (captures.length * 1000) / (performance.now() - began)
  }

  const rates = await takeTurns([gate, bare], ROUNDS)
  await thread.terminate()
  printRates(rates, 'captures a second')
  const cost = quantile(ratios(rates, bare, gate), 0.5)
  console.log(
    `\n  gate's time / bare detection's: ${cost.toFixed(2)}  goal ≤ ${GOAL}: ${cost <= GOAL ? 'met' : 'NOT MET'}`,
  )
})

async function stored(id: string, frames: readonly Uint8Array[]): Promise<string> {
  const captureId = randomUUID()
  for (const [position, jpeg] of frames.entries()) {
    const kept = await storeFrame({ id }, captureId, position, jpeg)
    if (!kept.ok) throw new Error(kept.code)
  }
  return captureId
}
