import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { account, json, type Respond, submission } from '@/scripts/testing/scripted-server'
import { submitTo } from '@/scripts/testing/submit-to'
import { createSmileIdV1 } from './client'

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
    ...[400, 401, 403, 404].map((status): [string, Respond, object] => [
      `a gateway's own ${status}, repeated as a number: not the provider's word, so worth another try`,
      (response) => json(response, status, { code: status, error: 'From the gateway' }),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ]),
    ...[0, 200, '0000', '2202', 2302].map((code): [string, Respond, object] => [
      `200 with the code ${JSON.stringify(code)} and no address`,
      (response) => json(response, 200, { code, message: 'ok' }),
      { kind: 'again', cause: 'unreadable', retryAfterMs: null },
    ]),
    [
      '402 without a code: no money is no passing trouble',
      (response) => json(response, 402, { status: 'error', message: 'Insufficient funds' }),
      { kind: 'refused', code: '402', text: 'Payment Required' },
    ],
    [
      '402 as a page',
      (response) => response.writeHead(402).end('<html>'),
      { kind: 'refused', code: '402', text: 'Payment Required' },
    ],
    [
      '402 with words, or the code of a system error',
      (response) => json(response, 402, { error: 'Top up your wallet', code: '2201' }),
      { kind: 'refused', code: '402', text: 'Top up your wallet' },
    ],
    [
      '402 that repeats itself',
      (response) => json(response, 402, { error: 'Payment Required', code: 402 }),
      { kind: 'refused', code: '402', text: 'Payment Required' },
    ],
    [
      '402 with a code of its own',
      (response) => json(response, 402, { error: 'no', code: '2220' }),
      { kind: 'refused', code: '2220', text: 'no' },
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
    const { outcome, phases, received } = await submitTo({ reserve })
    expect(outcome).toEqual(expected)
    expect(phases).toEqual(['reserving'])
    expect(received).toHaveLength(1)
  })

  it('a silent provider is given up after the limit', async () => {
    const { outcome } = await submitTo({ reserve: () => undefined }, { limits: { reserveMs: 50 } })
    expect(outcome).toEqual({ kind: 'again', cause: 'timeout', retryAfterMs: null })
  })

  it('a provider that trickles is given up after the limit', async () => {
    const trickle: Respond = (response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(timer))
    }
    const { outcome } = await submitTo({ reserve: trickle }, { limits: { reserveMs: 80 } })
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
      const options = { signal: new AbortController().signal, isKnownAbsent: false, onPhase: async () => undefined }
      expect(await client.submit(submission(), options)).toEqual({
        kind: 'again',
        cause: 'connect',
        retryAfterMs: null,
      })
    }
  })
})
