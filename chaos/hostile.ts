import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import { ask, type Person } from './visits'

const MEGABYTE = 1024 * 1024
const PIECE = Buffer.alloc(MEGABYTE, 'x')
const SENDS_MS = 20_000

const head = (more: string) =>
  `POST /api/callbacks/smile-id/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n\r\n`

/** Says that it has a body to send, and never sends it. Resolves once that is said. */
export function slow(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').on('error', () => resolve())
    socket.write(head('Content-Length: 1000'))
    socket.write('{', () => resolve())
  })
}

/** Sends 100 MB as long as somebody takes them, announced or in chunks. */
export function huge(port: number, isChunked: boolean): Promise<void> {
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

/** A body of 100 MB that is 100 kB on its way. Resolves with the status of the answer; 0: there was none. */
export function zipped(port: number): Promise<number> {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  return ask({ port, method: 'POST', path: '/api/callbacks/smile-id/x', headers }, BOMB)
}

const BOMB = gzipSync(Buffer.alloc(100 * MEGABYTE))

/** A picture for this person's capture. Resolves with the status of the answer; 0: there was none. */
export function picture(port: number, origin: string, person: Person, bytes: Uint8Array): Promise<number> {
  const headers = { 'content-type': 'image/jpeg', cookie: `kioo_visit=${person.cookie}`, origin }
  return ask(
    { port, method: 'PUT', path: `/api/captures/${person.captureId}/frames/${SELFIE_POSITION}`, headers },
    bytes,
  )
}
