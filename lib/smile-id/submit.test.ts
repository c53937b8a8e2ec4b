import { createServer } from 'node:net'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import type { Submission } from '@/lib/domain/provider'
import { createSmileIdV1 } from './client'
import {
  account,
  json,
  type Received,
  type Respond,
  type ScriptedServer,
  scriptedServer,
  submission,
} from './scripted-server'
import type { Limits } from './settings'
import { confirm } from './signature'

const reservation = (origin: string) => ({
  upload_url: `${origin}/videos/1/selfie.zip?token=t`,
  ref_id: '001-0000000583-x',
  smile_job_id: '0000000583',
  camera_config: 'null',
  code: '2202',
})

/** Answers the reservation and the upload; what is not given goes well. */
function provider(script: { reserve?: Respond; put?: Respond } = {}): Respond {
  return (response, received, origin) => {
    if (received.method === 'PUT') return script.put ? script.put(response, received, origin) : response.end()
    if (script.reserve) return script.reserve(response, received, origin)
    json(response, 200, reservation(origin))
  }
}

let server: ScriptedServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function submitTo(
  respond: Respond,
  options: { changes?: Partial<Submission>; limits?: Partial<Limits>; signal?: AbortSignal } = {},
) {
  server = await scriptedServer(respond)
  const phases: string[] = []
  const client = createSmileIdV1({ ...account, baseUrl: `${server.origin}/v1`, limits: options.limits })
  const outcome = await client.submit(submission(options.changes), {
    signal: options.signal ?? new AbortController().signal,
    onPhase: async (phase) => void phases.push(phase),
  })
  return { outcome, phases, received: server.received }
}

const bodyOf = (received: Received | undefined): Record<string, unknown> => JSON.parse(received?.body.toString() ?? '')

describe('a submission', () => {
  it('reserves, puts one package, and is accepted', async () => {
    const { outcome, phases, received } = await submitTo(provider())
    expect(outcome).toEqual({ kind: 'accepted', providerJobId: '0000000583' })
    expect(phases).toEqual(['reserving', 'uploading'])
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/upload',
      'PUT /videos/1/selfie.zip?token=t',
    ])
    const [reserved, put] = received
    const wire = bodyOf(reserved)
    expect(wire).toMatchObject({
      smile_client_id: '001',
      callback_url: submission().callbackUrl,
      file_name: 'selfie.zip',
      partner_params: { user_id: 'ng-118102', job_id: 'job-1', job_type: 4 },
      allow_new_enroll: false,
      use_enrolled_image: false,
      source_sdk: 'rest_api',
      metadata: [],
    })
    expect(wire).not.toHaveProperty('retry')
    expect(confirm(String(wire.timestamp), String(wire.signature), { partnerId: '001', apiKeys: ['key'] })).toBe(true)
    expect(put?.headers['content-type']).toBe('application/zip')
    expect(put?.headers['content-length']).toBe(String(put?.body.length))
    const files = unzipSync(put?.body ?? new Uint8Array())
    expect(files['selfie.jpg']).toEqual(submission().selfie)
    expect(JSON.parse(strFromU8(files['info.json'] ?? new Uint8Array()))).toMatchObject({
      misc_information: { timestamp: wire.timestamp, signature: wire.signature },
      server_information: { ref_id: '001-0000000583-x' },
    })
  })

  it('says where allowed to re-enroll, which image to use, and where the person stands', async () => {
    const location = { latitude: 6.4541, longitude: -3.3947, altitude: 12, accuracy: 8.5 }
    const { received } = await submitTo(provider(), {
      changes: {
        allowReEnroll: true,
        useEnrolledImage: true,
        location,
        partnerParams: { branch: 'Lagos', sandbox_result: '1', job_id: 'not this one' },
      },
    })
    expect(bodyOf(received[0])).toMatchObject({
      allow_new_enroll: true,
      use_enrolled_image: true,
      partner_params: {
        branch: 'Lagos',
        sandbox_result: '1',
        job_id: 'job-1',
        latitude: '6.4541',
        longitude: '-3.3947',
        altitude: '12',
        accuracy: '8.5',
      },
      metadata: [
        { name: 'geolocation', value: { latitude: 6.4541, longitude: -3.3947, accuracy: '8.5', source: 'browser' } },
      ],
    })
  })

  it('never speaks of re-enrolling when it authenticates', async () => {
    const { received } = await submitTo(provider(), { changes: { type: AUTHENTICATE } })
    expect(bodyOf(received[0])).toMatchObject({ partner_params: { job_type: 2 } })
    expect(bodyOf(received[0])).not.toHaveProperty('allow_new_enroll')
  })

  it('reads a reservation with numbers for text', async () => {
    const { outcome } = await submitTo(
      provider({
        reserve: (response, _, origin) =>
          json(response, 200, { ...reservation(origin), smile_job_id: 583, code: 2202 }),
      }),
    )
    expect(outcome).toEqual({ kind: 'accepted', providerJobId: '583' })
  })

  it('asks with retry for another address when the job id is known already', async () => {
    const { outcome, phases, received } = await submitTo(
      provider({
        reserve: (response, got, origin) =>
          bodyOf(got).retry === true
            ? json(response, 200, reservation(origin))
            : json(response, 400, { error: 'Job already exists', code: '2215' }),
      }),
    )
    expect(outcome).toMatchObject({ kind: 'accepted' })
    expect(phases).toEqual(['reserving', 'uploading'])
    const [first, second] = received.map((one) => (one.method === 'POST' ? bodyOf(one) : {}))
    expect(second?.partner_params).toEqual(first?.partner_params)
  })

  it('leaves it to the status when the job is known and no address is given', async () => {
    const { outcome, phases, received } = await submitTo(
      provider({ reserve: (response) => json(response, 400, { error: 'Job already exists', code: '2215' }) }),
    )
    expect(outcome).toEqual({ kind: 'unknown', cause: 'exists' })
    expect(phases).toEqual(['reserving'])
    expect(received).toHaveLength(2)
  })

  it('stops when the worker may not go on, and sends nothing more', async () => {
    server = await scriptedServer(provider())
    const client = createSmileIdV1({ ...account, baseUrl: `${server.origin}/v1` })
    const lost = new Error('the lease is lost')
    const onPhase = async (phase: string) => {
      if (phase === 'uploading') throw lost
    }
    await expect(client.submit(submission(), { signal: new AbortController().signal, onPhase })).rejects.toBe(lost)
    expect(server.received).toHaveLength(1)
  })
})

describe('a reservation that fails', () => {
  it.each([
    [
      'a refusal',
      (response) => json(response, 400, { error: 'already enrolled', code: '2209' }),
      { kind: 'refused', code: '2209', text: 'already enrolled' },
    ],
    [
      'a refusal with a number',
      (response) => json(response, 401, { error: 'no', code: 2205 }),
      { kind: 'refused', code: '2205', text: 'no' },
    ],
    [
      'a refusal said with 200',
      (response) => json(response, 200, { error: 'no', code: '2205' }),
      { kind: 'refused', code: '2205', text: 'no' },
    ],
    [
      'a system error',
      (response) => json(response, 400, { error: 'System error', code: '2201' }),
      { kind: 'again', cause: 'unavailable', retryAfterMs: null },
    ],
    [
      'a proxy page',
      (response) => response.writeHead(403).end('<html>'),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
    [
      '400 without a code',
      (response) => json(response, 400, { message: 'no' }),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
    ['408', (response) => response.writeHead(408).end(), { kind: 'again', cause: 'timeout', retryAfterMs: null }],
    [
      '429',
      (response) => response.writeHead(429, { 'retry-after': '7' }).end(),
      { kind: 'again', cause: 'rate_limited', retryAfterMs: 7000 },
    ],
    [
      '503',
      (response) => response.writeHead(503, { 'retry-after': '120' }).end(),
      { kind: 'again', cause: 'unavailable', retryAfterMs: 120_000 },
    ],
    [
      '500 without a word',
      (response) => response.writeHead(500).end(),
      { kind: 'again', cause: 'unavailable', retryAfterMs: null },
    ],
    [
      'an empty 200',
      (response) => response.writeHead(200).end(),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
    [
      'garbage',
      (response) => response.writeHead(200).end('{"upload_url": "http'),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
    ['a list', (response) => json(response, 200, []), { kind: 'again', cause: 'unreadable', retryAfterMs: null }],
    [
      'no address',
      (response) => json(response, 200, { smile_job_id: '1' }),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
    [
      'too much',
      (response) => response.writeHead(200).end(`"${'x'.repeat(300 * 1024)}"`),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
    [
      'a redirect',
      (response, _, origin) => response.writeHead(307, { location: `${origin}/elsewhere` }).end('{}'),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
    [
      'another host',
      (response) => json(response, 200, { upload_url: 'https://faces.example.com/x' }),
      { kind: 'again', cause: 'upload_host', retryAfterMs: null },
    ],
    ['a broken line', (response) => response.destroy(), { kind: 'again', cause: 'lost', retryAfterMs: null }],
    [
      'what is not HTTP',
      (response) => response.socket?.end('SSH-2.0-x\r\n\r\n'),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ],
  ] satisfies [string, Respond, object][])('%s', async (_, reserve, expected) => {
    const { outcome, phases, received } = await submitTo(provider({ reserve }))
    expect(outcome).toEqual(expected)
    expect(phases).toEqual(['reserving'])
    expect(received).toHaveLength(1)
  })

  it('a silent provider is given up after the limit', async () => {
    const { outcome } = await submitTo(provider({ reserve: () => undefined }), { limits: { reserveMs: 50 } })
    expect(outcome).toEqual({ kind: 'again', cause: 'timeout', retryAfterMs: null })
  })

  it('a provider that trickles is given up after the limit', async () => {
    const trickle: Respond = (response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(timer))
    }
    const { outcome } = await submitTo(provider({ reserve: trickle }), { limits: { reserveMs: 80 } })
    expect(outcome).toEqual({ kind: 'again', cause: 'timeout', retryAfterMs: null })
  })

  it('nobody listening is told apart: nothing was sent', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const address = closed.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    await new Promise((resolve) => closed.close(resolve))
    for (const baseUrl of [`http://127.0.0.1:${port}/v1`, `http://localhost:${port}/v1`]) {
      const client = createSmileIdV1({ ...account, baseUrl })
      const options = { signal: new AbortController().signal, onPhase: async () => undefined }
      expect(await client.submit(submission(), options)).toEqual({
        kind: 'again',
        cause: 'connect',
        retryAfterMs: null,
      })
    }
  })
})

describe('an upload that fails', () => {
  it.each([
    [
      'an expired address',
      (response) => response.writeHead(403).end('<Error>'),
      { kind: 'again', cause: 'upload_refused', retryAfterMs: null },
    ],
    [
      'a package that did not arrive whole',
      (response) => response.writeHead(400).end('<Error>'),
      { kind: 'again', cause: 'upload_refused', retryAfterMs: null },
    ],
    [
      '429',
      (response) => response.writeHead(429, { 'retry-after': '3' }).end(),
      { kind: 'again', cause: 'rate_limited', retryAfterMs: 3000 },
    ],
    [
      'a redirect',
      (response, _, origin) => response.writeHead(307, { location: `${origin}/elsewhere` }).end(),
      { kind: 'again', cause: 'upload_host', retryAfterMs: null },
    ],
    ['another success', (response) => response.writeHead(204).end(), { kind: 'unknown', cause: 'unreadable' }],
    ['a gateway error', (response) => response.writeHead(502).end(), { kind: 'unknown', cause: 'unavailable' }],
    ['a broken line', (response) => response.destroy(), { kind: 'unknown', cause: 'lost' }],
  ] satisfies [string, Respond, object][])('%s', async (_, put, expected) => {
    const { outcome, phases, received } = await submitTo(provider({ put }))
    expect(outcome).toEqual(expected)
    expect(phases).toEqual(['reserving', 'uploading'])
    expect(received).toHaveLength(2)
  })

  it('an upload that is too slow may have arrived', async () => {
    const { outcome } = await submitTo(provider({ put: () => undefined }), { limits: { uploadMs: 50 } })
    expect(outcome).toEqual({ kind: 'unknown', cause: 'timeout' })
  })

  it('an upload stopped by us may have arrived', async () => {
    const stop = new AbortController()
    const { outcome } = await submitTo(provider({ put: () => stop.abort() }), { signal: stop.signal })
    expect(outcome).toEqual({ kind: 'unknown', cause: 'stopped' })
  })

  it('an upload stopped on its threshold has not', async () => {
    server = await scriptedServer(provider())
    const stop = new AbortController()
    const client = createSmileIdV1({ ...account, baseUrl: `${server.origin}/v1` })
    const onPhase = async (phase: string) => {
      if (phase === 'uploading') stop.abort()
    }
    const outcome = await client.submit(submission(), { signal: stop.signal, onPhase })
    expect(outcome).toEqual({ kind: 'again', cause: 'stopped', retryAfterMs: null })
    expect(server.received).toHaveLength(1)
  })

  it('a submission stopped before it was begun sends nothing', async () => {
    const stop = new AbortController()
    stop.abort()
    const { outcome, received } = await submitTo(provider(), { signal: stop.signal })
    expect(outcome).toEqual({ kind: 'again', cause: 'stopped', retryAfterMs: null })
    expect(received).toHaveLength(0)
  })

  it('is accepted however much the upload address answers', async () => {
    const { outcome } = await submitTo(provider({ put: (response) => response.end('x'.repeat(1024 * 1024)) }))
    expect(outcome).toMatchObject({ kind: 'accepted' })
  })
})
