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

/** Not where the honest live: their places are counted by themselves. */
const ELSEWHERE = '127.0.0.2'

/** Begins to send a frame, and goes on no more. Resolves with the first line of the answer; empty: there was none. */
export function slowFrame(port: number, origin: string, { captureId, cookie }: Person): { answer: Promise<string> } {
  const socket = connect({ port, host: '127.0.0.1', localAddress: ELSEWHERE })
  const answer = new Promise<string>((resolve) => {
    socket.once('data', (said) => resolve(String(said).split('\r\n', 1)[0] ?? ''))
    socket.once('close', () => resolve(''))
  })
  socket.on('error', () => socket.destroy())
  socket.write(
    `PUT /api/captures/${captureId}/frames/${SELFIE_POSITION} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\n` +
      `Cookie: kioo_visit=${cookie}\r\nContent-Type: image/jpeg\r\nContent-Length: ${MEGABYTE}\r\n\r\nx`,
  )
  return { answer }
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
