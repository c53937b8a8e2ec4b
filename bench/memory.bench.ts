// What web, worker and sandbox take of the machine's memory: at rest, under load, and when it is over.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { acceptedAt, addJobs, keptFrames, seedCaptures } from './jobs'
import { aim, type Shot } from './load'
import { type Memory, memory, partsOf, watchPeak } from './memory'
import { operator } from './people'
import { captureFrames } from './pictures'
import { withStack } from './stack'

const LOAD_MS = 15_000
/** Long enough for what starts up, and for what a load leaves behind, to come to rest. */
const REST_MS = 6_000
const CONNECTIONS = 8
/** Captures that one load round sends through the frame route, and jobs that go to a verdict meanwhile. */
const CAPTURES = 16
const JOBS = 16

const rest = () => new Promise((wake) => setTimeout(wake, REST_MS))

if (existsSync('/proc/self/status'))
  await withStack(async ({ home, url }) => {
    const parts = partsOf(home)
    await rest()
    const atRest = memory(parts)

    const operators = await Promise.all(Array.from({ length: CAPTURES }, operator))
    const frames = await captureFrames()
    const kept = await keptFrames()
    const target = aim(url, CONNECTIONS)
    const peak = watchPeak(parts)
    const until = Date.now() + LOAD_MS
    let [pictures, jobs] = [0, 0]
    // One capture of each operator, which every round sends anew.
    const shots = operators.flatMap(({ cookie }): Shot[] => {
      const id = randomUUID()
      const headers = { cookie, origin: url, 'content-type': 'image/jpeg' }
      return frames.map((body, at) => ({ method: 'PUT', path: `/api/captures/${id}/frames/${at}`, headers, body }))
    })
    const intake = async () => {
      while (Date.now() < until) {
        await target.fire(shots, 200)
        pictures += shots.length
      }
    }
    const submitting = async () => {
      const operatorId = operators[0]?.id ?? ''
      while (Date.now() < until) {
        const { ids } = await addJobs(operatorId, await seedCaptures(operatorId, kept, JOBS))
        await acceptedAt(ids, 60_000)
        jobs += JOBS
      }
    }
    await Promise.all([intake(), submitting()])
    target.close()
    const highest = peak.stop()
    await rest()
    const after = memory(parts)

    const line = (name: string, { web, worker, sandbox }: Memory) =>
      console.log(`  ${name.padEnd(12)}${[web, worker, sandbox].map((mb) => mb.toFixed(0).padStart(9)).join('')}`)
    console.log(`  MB            ${['web', 'worker', 'sandbox'].map((name) => name.padStart(7)).join('  ')}`)
    line('at rest', atRest)
    line('under load', highest)
    line('after it', after)
    console.log(
      `\n  The load: ${pictures} frames taken in and ${jobs} jobs sent and approved in about ${LOAD_MS / 1000} s`,
    )
  })
else console.log('  Not measured: this machine has no /proc.')
