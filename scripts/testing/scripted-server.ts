import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { REGISTER } from '@/lib/domain/job'
import type { Submission } from '@/lib/domain/provider'
import { sign } from '@/lib/smile-id/signature'

/** For tests: a real HTTP server on a free port that does what it is told and remembers what it got. */
export type Received = { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer }
export type Respond = (response: ServerResponse, received: Received, origin: string) => void

export type ScriptedServer = {
  origin: string
  received: Received[]
  close(): Promise<void>
}

export async function scriptedServer(respond: Respond): Promise<ScriptedServer> {
  const received: Received[] = []
  let origin = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => undefined)
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, path: url, headers, body: Buffer.concat(chunks) }
      received.push(one)
      respond(response, one, origin)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export const account = { partnerId: '001', apiKey: 'key' }

/** A body with a timestamp and a signature of the test account. */
export function signed(body: object, timestamp = new Date().toISOString()): object {
  return { ...body, timestamp, signature: sign(timestamp, account) }
}

export function submission(changes: Partial<Submission> = {}): Submission {
  return {
    jobId: 'job-1',
    userId: 'ng-118102',
    type: REGISTER,
    allowReEnroll: false,
    useEnrolledImage: false,
    location: null,
    partnerParams: {},
    callbackUrl: 'https://kioo.test/api/callbacks/smile-id/token',
    selfie: new Uint8Array([0xff, 0xd8, 0xff, 1]),
    liveness: [2, 3, 4, 5, 6, 7, 8].map((last) => new Uint8Array([0xff, 0xd8, 0xff, last])),
    ...changes,
  }
}
