import { type CallbackReading, readCallback, type SignedCallback } from '@/lib/smile-id/callback'
import { sign } from '@/lib/smile-id/signature'

/** For tests: a documented passing result, and the way to sign and read it at one fixed time. */
export const now = new Date('2026-03-04T05:06:07.000Z')

export const keys = { partnerId: '001', apiKeys: ['key', 'next'] }
export const WINDOW_SECONDS = 300

export const enrolled = {
  Actions: { Register_Selfie: 'Approved', Selfie_Check: 'Passed', Liveness_Check: 'Something New' },
  ConfidenceValue: '99',
  PartnerParams: { job_type: 4, user_id: 'ng-118102', job_id: 'job-1', branch: 'Lagos' },
  ResultCode: '0840',
  ResultText: 'Enroll User',
  Source: 'Rest API',
  SmileJobID: '0000021007',
}

export function signed(content: object, timestamp = now.toISOString(), apiKey = 'key') {
  return { ...content, timestamp, signature: sign(timestamp, { partnerId: '001', apiKey }) }
}

export function read(body: unknown): CallbackReading {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return readCallback(new TextEncoder().encode(text), keys, now, WINDOW_SECONDS)
}

export function authentic(body: unknown): SignedCallback {
  const reading = read(body)
  if (reading.kind !== 'authentic') throw new Error(`expected authentic, got ${reading.kind}`)
  return reading.callback
}
