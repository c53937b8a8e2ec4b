import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { closeServers, limitConnections } from './connection-limits'
import { beginToStop } from './stopping'

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
})

it('a server is limited from its first request on', async () => {
  limitConnections()
  const server = createServer((_, response) => void response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  await fetch(`http://127.0.0.1:${address.port}/`)
  expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 120_000, maxConnections: 2_000 })
  server.closeAllConnections()
  server.close()
})

it('a body too large for a page, or of no told length, is refused before anything reads it; /api counts by itself', async () => {
  limitConnections()
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const post = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ port: address.port, path, method: 'POST', headers, agent: false }, (got) => {
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
  server.closeAllConnections()
  server.close()
})

it('a connection stays open for longer than a proxy keeps it idle', async () => {
  limitConnections()
  const server = createServer((_, response) => void response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const answered = async () => (await fetch(`http://127.0.0.1:${address.port}/`)).headers.get('keep-alive')
  await answered()
  expect(await answered()).toBe('timeout=130')
  server.closeAllConnections()
  server.close()
})

it('whoever asks for another protocol is answered as everybody else, and holds no connection for good', async () => {
  limitConnections()
  const server = createServer((request, response) => void request.resume().once('end', () => response.end()))
  // As Next has it: what nobody takes up is left open, without any limit of time.
  server.on('upgrade', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  await fetch(`http://127.0.0.1:${address.port}/`)
  const socket = connect(address.port, '127.0.0.1')
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
  limitConnections()
  const server = createServer((_, response) => void response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const answered = async () => (await fetch(`http://127.0.0.1:${address.port}/`)).headers.get('connection')
  expect(await answered()).toBe('keep-alive')
  beginToStop()
  expect(await answered()).toBe('close')
  server.closeAllConnections()
  server.close()
})

it('an answer that is still on its way when the servers close arrives whole, however slowly it is read', async () => {
  limitConnections()
  const bytes = 32_000_000
  const server = createServer((_, response) => void response.end(Buffer.alloc(bytes)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const sent = request({ port: address.port, agent: false }).end()
  const [got] = await once(sent, 'response')
  const closing = closeServers()
  await wait(300)
  let read = 0
  for await (const part of got) read += part.length
  expect(read).toBe(bytes)
  await closing
})
