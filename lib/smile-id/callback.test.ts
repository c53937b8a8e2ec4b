import { describe, expect, it } from 'vitest'
import { authentic, enrolled, keys, now, read, signed, WINDOW_SECONDS } from '@/scripts/testing/scripted-callback'
import { readCallback } from './callback'

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
      result: { code: '0840', confidence: 100.5, providerJobId: '0000021007' },
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

  it('hands on nothing a database cannot keep, and nothing that a NUL kept apart from ours', () => {
    const { result, jobId } = authentic(
      signed({
        ResultCode: '08\u000040',
        ResultText: '\u0000',
        Actions: { a: 'b\u0000' },
        PartnerParams: { job_id: 'job-1\u0000' },
      }),
    )
    expect(result).toMatchObject({ code: '08\ufffd40', text: '\ufffd', actions: { a: 'b\ufffd' } })
    expect(jobId).toBe('job-1\ufffd')
  })
})
