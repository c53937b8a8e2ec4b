import { once } from 'node:events'
import { createServer, type RequestListener, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { closeServers, limitConnections } from './connection-limits'
import { beginToStop } from './stopping'

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
})

/** A server with the portal's limits, gone when the test ends. */
async function opened(listener: RequestListener): Promise<{ server: Server; port: number }> {
  limitConnections()
  const server = createServer(listener)
  onTestFinished(() => void server.close().closeAllConnections())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { server, port: address.port }
}

it('a server is limited from its first request on', async () => {
  const { server, port } = await opened((_, response) => void response.end())
  await fetch(`http://127.0.0.1:${port}/`)
  expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 120_000, maxConnections: 2_000 })
})

it('a body too large for a page, or of no told length, is refused before anything reads it; /api counts by itself', async () => {
  const seen: string[] = []
  const { port } = await opened((request, response) => {
    seen.push(request.url ?? '')
    response.end()
  })
  const post = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ port, path, method: 'POST', headers, agent: false }, (got) => {
        resolve(got.statusCode)
        sent.destroy()
      })
      sent.once('error', reject)
      sent.flushHeaders()
    })
  expect(await post('/e/token', { 'content-length': '11000000' })).toBe(413)
  expect(await post('/e/token', { 'transfer-encoding': 'chunked' })).toBe(411)
  expect(seen).toEqual([])
  expect(await post('/e/token', { 'content-length': '320000' })).toBe(200)
  expect(await post('/api/callbacks/smile-id', { 'transfer-encoding': 'chunked' })).toBe(200)
  expect(seen).toEqual(['/e/token', '/api/callbacks/smile-id'])
})

it('whoever sends more than a page takes has sent it all before the 413 comes, and so reads it', async () => {
  const { server, port } = await opened((_, response) => void response.end())
  const itsEndGone = once(server, 'connection').then(([itsEnd]) => once(itsEnd, 'close'))
  const socket = connect(port, '127.0.0.1')
  const broken = vi.fn()
  socket.on('error', broken)
  socket.write('POST /settings HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n')
  await new Promise((resolve) => socket.write(Buffer.alloc(4_000_000), resolve))
  // All that was left unread would have broken the connection by now.
  await itsEndGone
  const [heard] = await once(socket, 'data')
  await once(socket, 'close')
  expect(String(heard)).toMatch(/^HTTP\/1\.1 413 /)
  expect(broken).not.toHaveBeenCalled()
})

it('a connection stays open for longer than a proxy keeps it idle', async () => {
  const { port } = await opened((_, response) => void response.end())
  const answered = async () => (await fetch(`http://127.0.0.1:${port}/`)).headers.get('keep-alive')
  await answered()
  expect(await answered()).toBe('timeout=130')
})

it('whoever asks for another protocol is answered as everybody else, and holds no connection for good', async () => {
  const { server, port } = await opened((request, response) => void request.resume().once('end', () => response.end()))
  // As Next has it: what nobody takes up is left open, without any limit of time.
  server.on('upgrade', () => {})
  await fetch(`http://127.0.0.1:${port}/`)
  const socket = connect(port, '127.0.0.1')
  const asked = async (line: string, protocol: string, more = '\r\n') => {
    socket.write(`${line} HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: ${protocol}\r\n${more}`)
    const [heard] = await once(socket, 'data')
    return String(heard).split('\r\n', 1)[0]
  }
  expect(await asked('GET /nope', 'websocket')).toBe('HTTP/1.1 200 OK')
  expect(await asked('POST /api/callbacks', 'h2c', 'Content-Length: 2\r\n\r\n{}')).toBe('HTTP/1.1 200 OK')
  const left = once(server, 'close')
  server.close()
  await left
})

it('once the process is told to stop, no answer keeps its connection alive', async () => {
  const { port } = await opened((_, response) => void response.end())
  const answered = async () => (await fetch(`http://127.0.0.1:${port}/`)).headers.get('connection')
  expect(await answered()).toBe('keep-alive')
  beginToStop()
  expect(await answered()).toBe('close')
})

it('an answer that is still on its way when the servers close arrives whole, however slowly it is read', async () => {
  const bytes = 32_000_000
  const { port } = await opened((_, response) => void response.end(Buffer.alloc(bytes)))
  const sent = request({ port, agent: false }).end()
  const [got] = await once(sent, 'response')
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'], shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
  const closing = closeServers()
  // A minute of looks at the connections passes before the reader goes on.
  vi.advanceTimersByTime(60_000)
  await turn()
  let read = 0
  for await (const part of got) read += part.length
  expect(read).toBe(bytes)
  await closing
})

it('a connection on which nothing was ever said does not hold the servers when they close', async () => {
  const { server, port } = await opened((_, response) => void response.end())
  await fetch(`http://127.0.0.1:${port}/`)
  const made = once(server, 'connection')
  const silent = connect(port, '127.0.0.1').resume()
  await made
  const ended = once(silent, 'close')
  await closeServers()
  await ended
})

it('a request whose head does not go on holds the servers for a moment only, and one that is under way for as long as it takes', async () => {
  let answer = () => {}
  const { server, port } = await opened((request, response) => {
    if (request.url === '/slow') answer = () => void response.end('at last')
    else response.end()
  })
  await fetch(`http://127.0.0.1:${port}/`)
  // Node's own limits would end it one day too.
  Object.assign(server, { headersTimeout: 0, requestTimeout: 0 })
  const [half, kept] = [connect(port, '127.0.0.1').resume(), connect(port, '127.0.0.1')]
  half.write('GET / HTTP/1.1\r\nHost: x\r\n')
  const asked = once(server, 'request')
  kept.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')
  await asked
  const ended = once(half, 'close')
  const closing = closeServers()
  await ended
  const heard = once(kept, 'data')
  answer()
  expect(String((await heard)[0])).toContain('at last')
  await closing
})
