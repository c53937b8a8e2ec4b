import { afterEach, describe, expect, it } from 'vitest'
import {
  account,
  json,
  type Respond,
  type ScriptedServer,
  scriptedServer,
  signed,
} from '@/scripts/testing/scripted-server'
import { createSmileIdV1 } from './client'
import { confirm } from './signature'

const job = { jobId: 'job-1', userId: 'ng-118102' }
const enrolled = {
  Actions: { Register_Selfie: 'Approved' },
  ConfidenceValue: '99',
  PartnerParams: { job_type: 4, user_id: 'ng-118102', job_id: 'job-1' },
  ResultCode: '0840',
  ResultText: 'Enroll User',
  SmileJobID: '0000021007',
}
const provisional = { ...enrolled, ResultCode: '0844', ResultText: 'Provisional', ConfidenceValue: '' }
const done = { job_complete: true, job_success: true, code: '2302' }
const failure = (cause: string, retryAfterMs: number | null = null) => ({ kind: 'failed', cause, retryAfterMs })

let server: ScriptedServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function readFrom(respond: Respond, limitMs?: number) {
  server = await scriptedServer(respond)
  const limits = limitMs === undefined ? {} : { statusMs: limitMs }
  const client = createSmileIdV1({ ...account, baseUrl: `${server.origin}/v1/`, limits })
  return client.readStatus(job, new AbortController().signal)
}

describe('a status read', () => {
  it('asks with its own signature for the result and nothing more', async () => {
    await readFrom((response) => json(response, 200, signed({ ...done, result: enrolled })))
    const received = server?.received[0]
    expect(received?.path).toBe('/v1/job_status')
    const wire = JSON.parse(received?.body.toString() ?? '')
    expect(wire).toMatchObject({
      ...{ user_id: 'ng-118102', job_id: 'job-1', partner_id: '001' },
      history: false,
      image_links: false,
    })
    expect(confirm(wire.timestamp, wire.signature, { partnerId: '001', apiKeys: ['key'] })).toBe(true)
  })

  const result = (changes: object = {}) => ({
    kind: 'result',
    result: {
      code: '0840',
      text: 'Enroll User',
      confidence: 99,
      providerJobId: '0000021007',
      actions: { Register_Selfie: 'Approved' },
      ...changes,
    },
  })

  it.each([
    ['a result', { ...done, result: enrolled }, result()],
    [
      'a result spelled the old way',
      { ...done, job_complete: 'true', result: { ...enrolled, ResultCode: 840, ConfidenceValue: 99 } },
      result(),
    ],
    ['a result of an unknown code', { ...done, result: { ...enrolled, ResultCode: '7777' } }, result({ code: '7777' })],
    ['a result without a code', { ...done, result: { ...enrolled, ResultCode: undefined } }, result({ code: '' })],
    [
      'a provisional result before the end',
      { ...done, job_complete: false, result: provisional },
      result({ code: '0844', text: 'Provisional', confidence: null }),
    ],
    [
      'an approval the provider does not stand by yet',
      { ...done, job_complete: false, result: enrolled },
      { kind: 'processing' },
    ],
    [
      'no package',
      { job_complete: false, job_success: false, code: '2314', result: 'No zip file received' },
      { kind: 'absent' },
    ],
    [
      'work under way',
      { job_complete: false, job_success: false, code: '2302', result: 'Processing' },
      { kind: 'processing' },
    ],
    ['work under way, without a result', { job_complete: 'false', code: 2302 }, { kind: 'processing' }],
    ['a system error', { job_complete: false, code: '2301', result: 'System error' }, failure('unavailable')],
    ['an end without a result', { ...done, result: 'No result' }, failure('unreadable')],
    [
      'a result of another job',
      { ...done, result: { ...enrolled, PartnerParams: { ...enrolled.PartnerParams, job_id: 'job-2' } } },
      failure('unreadable'),
    ],
    [
      'a result of another person',
      { ...done, result: { ...enrolled, PartnerParams: { user_id: 'ke-1' } } },
      failure('unreadable'),
    ],
  ])('understands %s', async (_, body, expected) => {
    expect(await readFrom((response) => json(response, 200, signed(body)))).toEqual(expected)
  })

  it.each([
    ['unsigned', { ...done, result: enrolled }],
    [
      'signed with another key',
      { ...signed({ ...done, result: enrolled }), signature: 'GCmyCGAUX8+fnS3eYLjXrjxHkRkrR/A7/cr4YVKKehk=' },
    ],
    ['signed for no time', signed({ ...done, result: enrolled }, 'soon')],
    ['without a package, unsigned', { job_complete: false, code: '2314', result: 'No zip' }],
  ])('does not believe an answer %s', async (_, body) => {
    expect(await readFrom((response) => json(response, 200, body))).toEqual(failure('unsigned'))
  })

  it.each([
    [
      'a refusal',
      (response) => json(response, 400, { error: 'no', code: '2205' }),
      { kind: 'refused', code: '2205', text: 'no' },
    ],
    [
      'no package, said as a refusal',
      (response) => json(response, 400, { error: 'No zip', code: '2314' }),
      { kind: 'absent' },
    ],
    [
      'a system error, said as a refusal',
      (response) => json(response, 400, { error: 'x', code: '2301' }),
      failure('unavailable'),
    ],
    [
      "a gateway's own 403",
      (response) => json(response, 403, { code: 403, error: 'From the gateway' }),
      failure('unreadable'),
    ],
    ['429', (response) => response.writeHead(429, { 'retry-after': '2' }).end(), failure('rate_limited', 2000)],
    ['500', (response) => response.writeHead(500).end(), failure('unavailable')],
    ['a page', (response) => response.end('<html>'), failure('unreadable')],
    [
      'a redirect',
      (response, _, origin) => response.writeHead(302, { location: `${origin}/x` }).end(),
      failure('unreadable'),
    ],
    ['a broken line', (response) => response.destroy(), failure('lost')],
    ['too much', (response) => json(response, 200, { x: 'x'.repeat(300 * 1024) }), failure('unreadable')],
  ] satisfies [string, Respond, object][])('sorts %s', async (_, respond, expected) => {
    expect(await readFrom(respond)).toEqual(expected)
    expect(server?.received).toHaveLength(1)
  })

  it('gives up on silence after its limit', async () => {
    expect(await readFrom(() => undefined, 50)).toEqual(failure('timeout'))
  })
})
