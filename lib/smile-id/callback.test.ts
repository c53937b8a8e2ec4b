import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallbackReading, readCallback, type SignedCallback } from './callback'
import { sign } from './signature'

const keys = { partnerId: '001', apiKeys: ['key', 'next'] }
const now = new Date('2026-03-04T05:06:07.000Z')
const WINDOW_SECONDS = 300

const enrolled = {
  Actions: { Register_Selfie: 'Approved', Selfie_Check: 'Passed', Liveness_Check: 'Something New' },
  ConfidenceValue: '99',
  PartnerParams: { job_type: 4, user_id: 'ng-118102', job_id: 'job-1', branch: 'Lagos' },
  ResultCode: '0840',
  ResultText: 'Enroll User',
  Source: 'Rest API',
  SmileJobID: '0000021007',
}

function signed(content: object, timestamp = now.toISOString(), apiKey = 'key') {
  return { ...content, timestamp, signature: sign(timestamp, { partnerId: '001', apiKey }) }
}

function read(body: unknown): CallbackReading {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return readCallback(new TextEncoder().encode(text), keys, now, WINDOW_SECONDS)
}

function authentic(body: unknown): SignedCallback {
  const reading = read(body)
  if (reading.kind !== 'authentic') throw new Error(`expected authentic, got ${reading.kind}`)
  return reading.callback
}

describe('readCallback', () => {
  it('reads a registration as the provider documents it', () => {
    expect(authentic(signed(enrolled))).toMatchObject({
      jobId: 'job-1',
      userId: 'ng-118102',
      jobType: 4,
      isFraud: false,
      timestamp: now.toISOString(),
      result: {
        code: '0840',
        text: 'Enroll User',
        confidence: 99,
        providerJobId: '0000021007',
        actions: enrolled.Actions,
      },
    })
  })

  it('reads the older spellings: numbers for text, text for numbers, booleans as text', () => {
    const old = {
      ...enrolled,
      ResultCode: 840,
      ConfidenceValue: 100.5,
      SmileJobID: 21007,
      PartnerParams: { job_type: '2', user_id: 7, job_id: 8 },
      IsFinalResult: 'true',
    }
    expect(authentic(signed(old))).toMatchObject({
      jobId: '8',
      userId: '7',
      jobType: 2,
      result: { code: '0840', confidence: 100.5, providerJobId: '21007' },
    })
  })

  it('keeps an unknown result code as it came, and leaves out nothing that is missing', () => {
    expect(authentic(signed({ ResultCode: 'X-9' })).result.code).toBe('X-9')
    expect(authentic(signed({}))).toMatchObject({
      jobId: null,
      userId: null,
      jobType: null,
      result: { code: '', text: '', confidence: null, providerJobId: null, actions: {} },
    })
    expect(authentic(signed({ PartnerParams: 'x', Actions: [1], ConfidenceValue: 'high' }))).toMatchObject({
      jobId: null,
      result: { confidence: null, actions: {} },
    })
  })

  it('takes the fraud finding for a fact, not for a result', () => {
    const { Actions, ...rest } = enrolled
    expect(authentic(signed({ ...rest, ResultCode: '5211' })).isFraud).toBe(true)
    expect(authentic(signed({ ...rest, Actions, ResultCode: '5211' })).isFraud).toBe(false)
    expect(authentic(signed(rest)).isFraud).toBe(false)
  })

  it('takes both keys while one is being replaced, and no other', () => {
    expect(read(signed(enrolled, now.toISOString(), 'next')).kind).toBe('authentic')
    expect(read(signed(enrolled, now.toISOString(), 'other')).kind).toBe('bad_signature')
  })

  it('calls a body without a proper timestamp and signature wrongly signed', () => {
    for (const body of [
      {},
      enrolled,
      { ...signed(enrolled), signature: undefined },
      { ...signed(enrolled), signature: 5 },
      { ...signed(enrolled), timestamp: now.getTime() },
      signed(enrolled, 'tomorrow'),
    ])
      expect(read(body)).toEqual({ kind: 'bad_signature' })
  })

  it('calls a signed body stale when its time is outside the window, and still reads it', () => {
    const stale = read(signed(enrolled, '2026-03-04T04:06:07.000Z'))
    expect(stale).toMatchObject({ kind: 'stale', callback: { jobId: 'job-1', result: { code: '0840' } } })
    expect(read(signed(enrolled, '2026-03-04T05:06:07.614879')).kind).toBe('authentic')
  })

  it('says why a body is malformed', () => {
    expect(read('')).toEqual({ kind: 'malformed', reason: 'not_json' })
    expect(read('<html>')).toEqual({ kind: 'malformed', reason: 'not_json' })
    expect(read('[]')).toEqual({ kind: 'malformed', reason: 'not_an_object' })
    expect(read('null')).toEqual({ kind: 'malformed', reason: 'not_an_object' })
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d])
    expect(readCallback(bytes, keys, now, WINDOW_SECONDS)).toEqual({ kind: 'malformed', reason: 'not_utf8' })
  })

  it('takes 20 levels and no more, and is not fooled by brackets inside text', () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
    expect(read(nested(20)).kind).toBe('bad_signature')
    expect(read(nested(21))).toEqual({ kind: 'malformed', reason: 'too_deep' })
    expect(read(nested(100_000))).toEqual({ kind: 'malformed', reason: 'too_deep' })
    expect(read(signed({ ...enrolled, ResultText: `"\\${'['.repeat(50)}` })).kind).toBe('authentic')
  })

  it('is not changed by names that mean something to an object', () => {
    const text = JSON.stringify(signed(enrolled)).replace(
      '{',
      '{"__proto__":{"ResultCode":"0840","polluted":1},"constructor":{"prototype":{"polluted":1}},',
    )
    const callback = authentic(text.replace('"Actions":{', '"Actions":{"__proto__":"Passed",'))
    expect(callback.result.code).toBe('0840')
    expect(Object.hasOwn(callback.result.actions, '__proto__')).toBe(true)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    const { ResultCode, ...rest } = enrolled
    expect(
      authentic(JSON.stringify(signed(rest)).replace('{', '{"__proto__":{"ResultCode":"0840"},')).result.code,
    ).toBe('')
    expect(ResultCode).toBe('0840')
  })

  it('hands on nothing a database cannot keep', () => {
    expect(
      authentic(signed({ ResultCode: '08\u000040', ResultText: '\u0000', Actions: { a: 'b\u0000' } })).result,
    ).toMatchObject({ code: '0840', text: '', actions: { a: 'b' } })
  })
})

describe('what any bytes do', () => {
  it('never throws, and never believes what nobody signed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (body) => {
          expect(['malformed', 'bad_signature']).toContain(readCallback(body, keys, now, WINDOW_SECONDS).kind)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never throws on a signed body with any content', () => {
    fc.assert(
      fc.property(content, (body) => {
        expect(read(signed(body)).kind).toBe('authentic')
      }),
    )
  })
})

describe('contentHash', () => {
  it('is the same whatever the order of names and the white space', () => {
    fc.assert(
      fc.property(content, fc.nat(4), (body, indent) => {
        const first = authentic(signed(body))
        const other = authentic(JSON.stringify(reversed(signed(body)), null, indent))
        expect(other.contentHash).toEqual(first.contentHash)
      }),
    )
  })

  it('is the same for the same news signed again, and the pair is another', () => {
    fc.assert(
      fc.property(
        content,
        fc.integer({ min: -299, max: 299 }),
        fc.constantFrom('key', 'next'),
        (body, seconds, apiKey) => {
          fc.pre(seconds !== 0)
          const first = authentic(signed(body))
          const again = authentic(signed(body, new Date(now.getTime() + seconds * 1000).toISOString(), apiKey))
          expect(again.contentHash).toEqual(first.contentHash)
          expect(again.pairHash).not.toEqual(first.pairHash)
        },
      ),
    )
  })

  it('is another for any other result, while a replayed pair stays the same pair', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(enrolled)), fc.jsonValue({ maxDepth: 3 }), (name, value) => {
        const first = authentic(signed(enrolled))
        const changed = { ...enrolled, [name]: value }
        fc.pre(JSON.stringify(changed) !== JSON.stringify(enrolled))
        const forged = authentic(signed(changed))
        expect(forged.contentHash).not.toEqual(first.contentHash)
        expect(forged.pairHash).toEqual(first.pairHash)
      }),
    )
  })

  it('tells apart what looks alike', () => {
    const hashes = ['1', '"1"', 'null', '"null"', '1e999', '[]', '{}', '""', '["a","b"]', '["a,b"]', '{"a":"b"}'].map(
      (value) =>
        Buffer.from(authentic(JSON.stringify(signed({ x: 0 })).replace('"x":0', `"x":${value}`)).contentHash).toString(
          'hex',
        ),
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

const content = fc.dictionary(
  fc.string().filter((name) => name !== 'timestamp' && name !== 'signature' && name !== '__proto__'),
  fc.jsonValue({ maxDepth: 5 }),
)

/** The same value with every object's names the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, entry]) => [name, reversed(entry)]),
  )
}
