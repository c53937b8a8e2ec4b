import { once } from 'node:events'
import { createServer, type RequestOptions, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { callbackToken } from '@/lib/server/secrets'
import { latestCallback, type ProcessingJob, processingJob } from '@/scripts/testing/processing-job'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { isCallback, takeCallback } from './callback-door'
import { CALLBACK_BYTES_MAX } from './callback-intake'
import { policies } from './request-guard'

await scriptedProvider()

const NEXT = 299
const server = createServer((incoming, response) => {
  if (isCallback(incoming)) void takeCallback(incoming, response, policies(incoming))
  else response.writeHead(NEXT).end()
})
let port = 0
let job: ProcessingJob

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
  return () => void server.close().closeAllConnections()
})

beforeEach(async () => {
  job = await processingJob()
})

const json = { 'content-type': 'application/json' }

async function send(options: RequestOptions, parts: readonly (string | Uint8Array)[] = []) {
  const sent = request({ port, method: 'POST', agent: false, headers: json, ...options })
  // Whoever is cut off in the middle of a large body may see the connection break behind the answer.
  sent.on('error', () => {})
  for (const part of parts) sent.write(part)
  sent.end()
  const [got] = await once(sent, 'response')
  got.resume()
  return { status: got.statusCode, headers: got.headers }
}

const own = () => `/api/callbacks/smile-id/${callbackToken(job.id)}`

it('what the provider delivers to a job’s address is kept byte for byte, in however many parts it comes', async () => {
  const body = job.body()
  const { status, headers } = await send({ path: own() }, [body.slice(0, 100), body.slice(100)])
  expect(status).toBe(200)
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-length': '0' })
  const { jobId, state, body: kept } = await latestCallback()
  expect({ jobId, state, body: Buffer.from(kept).toString() }).toEqual({ jobId: job.id, state: 'authentic', body })
  expect(await job.isDue()).toBe(true)
})

it('the account-wide address takes it as well', async () => {
  expect((await send({ path: '/api/callbacks/smile-id' }, [job.body()])).status).toBe(200)
  expect((await latestCallback()).jobId).toBe(job.id)
})

it('many on one connection are answered one after the other, whatever came before', async () => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const lines = (body: string, type: string) =>
    `POST ${own()} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  let heard = ''
  socket.on('data', (part) => {
    heard += part
  })
  socket.write(lines('{}', 'text/plain') + lines('{}', 'application/json') + lines(job.body(), 'application/json'))
  await expect.poll(() => heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 415', 'HTTP/1.1 401', 'HTTP/1.1 200'])
})

it('answers carry the policies that every answer of the portal has', async () => {
  const { headers } = await send({ path: own(), headers: { ...json, 'x-forwarded-proto': 'https' } }, ['{}'])
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'cache-control': 'no-store',
  })
})

it('a body of more than 2 MB is 413 for whoever announces it and sends it, and the connection ends', async () => {
  const body = Buffer.alloc(CALLBACK_BYTES_MAX + 1, 32)
  const { status, headers } = await send({ path: own(), headers: { ...json, 'content-length': body.length } }, [body])
  expect({ status, connection: headers.connection }).toEqual({ status: 413, connection: 'close' })
})

it('without a length it is 413 too, also for whoever sends it whole before reading the answer', async () => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  // A connection that is closed with something unread in it takes the answer along.
  const broken = vi.fn()
  socket.on('error', broken)
  let heard = ''
  socket.write(
    `POST ${own()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
  )
  const part = `10000\r\n${' '.repeat(65_536)}\r\n`
  for (let at = 0; at < 64; at += 1) socket.write(part)
  const sent = new Promise((resolve) => socket.write('0\r\n\r\n', resolve))
  await sent
  await wait(200)
  socket.on('data', (part) => {
    heard += part
  })
  await once(socket, 'close')
  expect(heard).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close/i)
  expect(broken).not.toHaveBeenCalled()
})

it('without an end it is 413 once it has become too long, and the connection ends', async () => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  let heard = ''
  socket.on('data', (part) => {
    heard += part
  })
  socket.write(
    `POST ${own()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
  )
  // One chunk that has no end, of which as much comes as is too much.
  socket.write(`ffffff\r\n${' '.repeat(CALLBACK_BYTES_MAX + 1)}`)
  await closed
  expect(heard).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close/i)
})

it('a sender that goes away in the middle changes nothing, and the next one is answered', async () => {
  const before = await latestCallback().catch(() => null)
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST ${own()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"a":`,
  )
  await wait(50)
  socket.destroy()
  await once(socket, 'close')
  await wait(50)
  expect((await latestCallback().catch(() => null))?.id).toBe(before?.id)
  expect((await send({ path: own() }, [job.body()])).status).toBe(200)
})

it.each([
  ['GET', '/api/callbacks/smile-id'],
  ['POST', '/api/callbacks/smile-id/'],
  ['POST', '/api/callbacks/smile-id/a/b'],
  ['POST', '/api/callbacks/smile-id/a%2Fb'],
  ['POST', '/api/callbacks/smile-id?a=b'],
  ['POST', '/api/callbacks/smile-identity'],
])('what is written in any other way is for Next: %s %s', async (method, path) =>
  expect((await send({ method, path })).status).toBe(NEXT),
)
