import { connect, type Socket } from 'node:net'
import { sender, shot } from '../callbacks'
import { castJobs, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import { quantile } from '../table'
import type { Trial } from '../trial'
import { inLanes, pause } from '../wait'

const MEGABYTE = 1024 * 1024
const RISE_MAX = 200 * MEGABYTE
const PIECE = Buffer.alloc(MEGABYTE, 'x')
/** Honest callbacks may take twice as long as before; what nobody notices does not count. */
const P99_FACTOR = 2
const UNNOTICED_MS = 100
const HONEST = 200
const SENDS_MS = 20_000

export const r13: Trial = {
  promise: 'R13',
  words: 'slow senders and bodies of 100 MB: memory and honest callbacks',
  control: 'no limits',
  async run(stage, { isSmall, isBroken, dice }) {
    const web = await stage.startWeb({ preload: isBroken ? [mutant('no-limits')] : [] })
    stage.serve([web])
    const jobs = castJobs(dice.named('jobs'), 50)
    await insertJobs(stage.pool, jobs, 'processing')
    const { send, close } = sender(web.port, 8)
    let nth = 0
    const outcome = nothing(0)
    const honest = async () => {
      const took: number[] = []
      await inLanes(8, Array.from({ length: HONEST }), async () => {
        const { status, ms } = await send(shot(dice.pick(jobs), '0840', ++nth))
        outcome.trials += 1
        if (status === 200) took.push(ms)
        else outcome.losses += 1
      })
      return quantile(took, 0.99) ?? 0
    }
    await honest()
    const calm = await honest()
    const before = web.memory()
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, web.memory())
    }, 50)

    const sockets = Array.from({ length: isSmall ? 100 : 500 }, () => slow(web.port))
    await pause(500)
    const many = Array.from({ length: isSmall ? 4 : 12 }, (_, at) => at % 2 === 0)
    const flood = Promise.all(many.map((isChunked) => huge(web.port, isChunked)))
    const stormy = await honest()
    await flood
    await pause(500)
    clearInterval(watch)
    for (const socket of sockets) socket.destroy()
    close()
    const rise = peak - before
    if (rise > RISE_MAX) outcome.faults.push(`memory rose by ${Math.round(rise / MEGABYTE)} MB`)
    // In small, two hundred callbacks beside other tests tell nothing about a p99.
    if (!isSmall && stormy > Math.max(P99_FACTOR * calm, UNNOTICED_MS))
      outcome.faults.push(`p99 of honest callbacks: ${Math.round(stormy)} ms, before ${Math.round(calm)} ms`)
    return outcome
  },
}

const head = (more: string) =>
  `POST /api/callbacks/smile-id/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n\r\n`

/** Says that it has a body to send, and never sends it. */
function slow(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write(head('Content-Length: 1000'))
  socket.write('{')
  return socket
}

/** Sends 100 MB as long as somebody takes them, announced or in chunks. */
function huge(port: number, isChunked: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const late = setTimeout(() => socket.destroy(), SENDS_MS)
    socket.once('close', () => {
      clearTimeout(late)
      resolve()
    })
    socket.on('error', () => socket.destroy())
    socket.resume()
    socket.write(head(isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${100 * MEGABYTE}`))
    let sent = 0
    const more = () => {
      while (sent < 100 && socket.writable) {
        sent += 1
        if (isChunked) socket.write(`${MEGABYTE.toString(16)}\r\n`)
        const isFlowing = socket.write(PIECE)
        if (isChunked) socket.write('\r\n')
        if (!isFlowing) return
      }
      socket.end()
    }
    socket.on('drain', more)
    more()
  })
}
