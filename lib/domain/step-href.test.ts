import { expect, test } from 'vitest'
import type { NextStep } from './next-step'
import { captureHref, stepHref } from './step-href'

const job = {
  id: '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11',
  environment: 'SANDBOX',
  type: 4,
  failureCode: '2209',
  enrolleeId: '0199f3c2-0000-7c40-9a55-1f0e6c2d9b11',
  userId: 'ng/118 102&x',
} as const
const steps: NextStep[] = [
  'capture_again',
  'register_again',
  'authenticate_again',
  'allow_re_enroll',
  'register_first',
  'check_settings',
  'send_again',
]
const search = (href: string) => Object.fromEntries(new URL(href, 'http://kioo').searchParams)

test('capturing again carries user id, environment and the job it retries', () => {
  expect(search(captureHref(job))).toEqual({ userId: job.userId, environment: 'SANDBOX', retryOf: job.id })
  expect(search(captureHref(job, { reEnroll: true })).reEnroll).toBe('1')
})

test('a hidden user id is not carried into an address', () => {
  expect(search(captureHref({ ...job, userId: null })).userId).toBeUndefined()
})

test('a deleted user id is not offered again', () => {
  expect(search(captureHref({ ...job, failureCode: '2208' })).userId).toBeUndefined()
})

test('every page with a camera is a new document, no other is', () => {
  for (const step of steps)
    for (const type of [4, 2] as const) {
      const place = stepHref(step, { ...job, type })
      if (place) expect(place.newDocument).toBe(/^\/enroll|authenticate/.test(place.href))
    }
})

test('authenticating again goes to the enrollee, registering again allows re-enrolling', () => {
  expect(stepHref('capture_again', { ...job, type: 2 })?.href).toMatch(/^\/enrollees\/.*\/authenticate\?retryOf=/)
  expect(search(stepHref('register_again', { ...job, type: 2 })?.href ?? '').reEnroll).toBe('1')
})

test('what only waits leads nowhere', () => {
  for (const step of ['wait', 'ask_provider', 'none'] as const) expect(stepHref(step, job)).toBeNull()
})
