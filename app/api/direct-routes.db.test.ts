import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type OutgoingHttpHeaders, type RequestOptions, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { FRAME_BYTES_MAX } from '@/lib/domain/frame'
import { CALLBACK_BYTES_MAX } from '@/lib/server/callback-intake'
import { db } from '@/lib/server/db'
import type { DirectRoute } from '@/lib/server/direct-route'
import { openFrontDoor } from '@/lib/server/front-door'
import { callbackToken } from '@/lib/server/secrets'
import { framePicture, newOperator } from '@/scripts/testing/captures'
import { agreedVisit, newLink } from '@/scripts/testing/links'
import { latestCallback, type ProcessingJob, processingJob } from '@/scripts/testing/processing-job'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { directRoutes } from './direct-routes'

await scriptedProvider()

const NEXT = 299
const server = createServer((_, response) => void response.writeHead(NEXT).end())
/** What the routes made of each request, whether anybody was left to hear it or not. */
const answers: Promise<Response>[] = []
const watched = directRoutes.map(
  (route): DirectRoute => ({
    ...route,
    handle(...given) {
      const answer = route.handle(...given)
      answers.push(answer)
      return answer
    },
  }),
)
openFrontDoor(server, watched)
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
  return { status: got.statusCode, headers: got.headers, text: await text(got) }
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
  const answers = () => heard.match(/HTTP\/1\.1 \d+/g)
  await expect.poll(answers, { timeout: 15_000 }).toEqual(['HTTP/1.1 415', 'HTTP/1.1 401', 'HTTP/1.1 200'])
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
  const itsEndGone = once(server, 'connection').then(([itsEnd]) => once(itsEnd, 'close'))
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
  await new Promise((resolve) => socket.write('0\r\n\r\n', resolve))
  // All that was left unread would have broken the connection by now.
  await itsEndGone
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
  const before = await db().callback.count()
  const asked = once(server, 'request')
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST ${own()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"a":`,
  )
  await asked
  socket.destroy()
  expect((await answers.at(-1))?.status).toBe(400)
  expect(await db().callback.count()).toBe(before)
  expect((await send({ path: own() }, [job.body()])).status).toBe(200)
})

/** A person at the camera: sends a frame of a new capture, and says what came of it. */
async function atCamera() {
  const { cookie } = await agreedVisit((await newLink(await newOperator())).token)
  const captureId = randomUUID()
  return async (position: string, body: Uint8Array, more: OutgoingHttpHeaders = {}) => {
    const headers = { origin: 'http://localhost:3000', cookie: `kioo_visit=${cookie}`, ...more }
    const sent = await send({ method: 'PUT', path: `/api/captures/${captureId}/frames/${position}`, headers }, [body])
    return { ...sent, stored: await db().frame.count({ where: { captureId } }) }
  }
}

it('a frame is kept for whoever may send it, and answered in words with the policies', async () => {
  const put = await atCamera()
  const { status, headers, text, stored } = await put('3', await framePicture())
  expect({ status, stored }).toEqual({ status: 200, stored: 1 })
  expect(JSON.parse(text)).toMatchObject({ ok: true, position: 3 })
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
})

it('the desk’s page asks as the operator it is, although this browser is a person’s too', async () => {
  const put = await atCamera()
  const { status, text } = await put('0?as=operator', await framePicture())
  expect({ status, code: JSON.parse(text).code }).toEqual({ status: 401, code: 'signed_out' })
})

it('another site’s page, and whoever is nobody, is refused a frame, and nothing of it is kept', async () => {
  const put = await atCamera()
  const [foreign, nobody] = [{ origin: 'https://elsewhere.test' }, { cookie: 'kioo_visit=none' }]
  expect(await put('0', await framePicture(), foreign)).toMatchObject({ status: 403, stored: 0 })
  expect(await put('0', await framePicture(), nobody)).toMatchObject({ status: 401, stored: 0 })
})

it('a frame of more than 2 MB is 413, and the connection ends', async () => {
  const put = await atCamera()
  const { status, headers, stored } = await put('0', Buffer.alloc(FRAME_BYTES_MAX + 1))
  expect({ status, connection: headers.connection, stored }).toEqual({ status: 413, connection: 'close', stored: 0 })
})

it('a handler that fails is a bare 500 with the policies, and no connection waits for its answer', async () => {
  const broken: DirectRoute = {
    method: 'PUT',
    address: /^\/api\/broken$/,
    handle: () => Promise.reject(new Error('broken')),
  }
  const failing = createServer()
  openFrontDoor(failing, [broken])
  await once(failing.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void failing.close().closeAllConnections())
  const address = failing.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { status, headers } = await send({ port, method: 'PUT', path: '/api/broken' }, ['some'])
  expect(status).toBe(500)
  expect(headers).toMatchObject({ connection: 'close', 'x-content-type-options': 'nosniff' })
})

it.each([
  ['GET', '/api/callbacks/smile-id'],
  ['POST', '/api/callbacks/smile-id/'],
  ['POST', '/api/callbacks/smile-id/a/b'],
  ['POST', '/api/callbacks/smile-id/a%2Fb'],
  ['POST', '/api/callbacks/smile-id?a=b'],
  ['POST', '/api/callbacks/smile-identity'],
  ['GET', `/api/captures/${randomUUID()}/frames/0`],
  ['PUT', `/api/captures/${randomUUID()}/frames`],
  ['PUT', `/api/captures/${randomUUID()}/frames/0/`],
  ['PUT', `/api/captures/${randomUUID()}/frames/10`],
  ['PUT', `/api/captures/${randomUUID()}%2F/frames/0`],
])('what is written in any other way is for Next: %s %s', async (method, path) =>
  expect((await send({ method, path })).status).toBe(NEXT),
)
