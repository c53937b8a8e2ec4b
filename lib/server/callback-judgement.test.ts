import { expect, test } from 'vitest'
import type { CallbackReading } from '@/lib/smile-id/callback'
import { judge } from './callback-judgement'

const job = { id: 'j', environment: 'SANDBOX', type: 4, userId: 'u', smileJobId: null, isErased: false } as const
const malformed: CallbackReading = { kind: 'malformed', reason: 'not_json' }

test.each<CallbackReading>([malformed, { kind: 'bad_signature' }])(
  'an address that has lapsed is answered as a wrong one, before anything else is looked at (%j)',
  (reading) => {
    const by = { byToken: true, jobAccount: null }
    const wrong = judge(reading, null, null, by)
    const lapsed = judge(reading, null, { ...job, hasLapsed: true }, by)
    expect([lapsed.status, lapsed.ask]).toEqual([wrong.status, wrong.ask])
    expect(lapsed).toEqual({ state: 'unknown_job', reason: 'lapsed_address', status: 404, ask: false })
    // Nobody has signed it: it is kept apart from what was signed and waits for its job.
    expect(wrong).toMatchObject({ state: reading.kind, reason: 'unknown_address' })
  },
)

test('at the account-wide address no token can lapse', () => {
  const judged = judge(malformed, null, { ...job, hasLapsed: true }, { byToken: false, jobAccount: null })
  expect(judged).toMatchObject({ state: 'malformed', status: 400 })
})

const result = { code: '0840', text: '', providerJobId: null, confidence: null, actions: {} }
const owner = { jobId: 'j', userId: 'u', jobType: 4 }
const proof = { isFraud: false, timestamp: '', contentHash: new Uint8Array(32), pairHash: new Uint8Array(32) }

test.each(['stale', 'authentic'] as const)(
  'what comes about somebody erased is set aside as that, and asks for nothing (%s)',
  (kind) => {
    const reading: CallbackReading = { kind, callback: { ...owner, ...proof, result } }
    const judged = judge(
      reading,
      null,
      { ...job, hasLapsed: false, isErased: true },
      { byToken: true, jobAccount: null },
    )
    expect(judged).toEqual({ state: 'unknown_job', reason: 'erased_person', ask: false, status: 200 })
  },
)

test.each([
  [true, 'unknown_address', 404],
  [false, 'no_such_job', 200],
] as const)(
  'only what was signed just now waits for its job; an old one is kept apart (by token: %s)',
  (byToken, reason, status) => {
    const judged = (kind: 'stale' | 'authentic') =>
      judge({ kind, callback: { ...owner, ...proof, result } }, null, null, { byToken, jobAccount: null })
    expect(judged('authentic')).toEqual({ state: 'unknown_job', reason, status, ask: false })
    expect(judged('stale')).toEqual({ state: 'stale', reason, status, ask: false })
  },
)
