import { expect, test } from 'vitest'
import type { NextStep } from './next-step'
import { captureHref, registerHref, stepHref } from './step-href'

const job = {
  id: '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11',
  type: 4,
  enrolleeId: '0199f3c2-0000-7c40-9a55-1f0e6c2d9b11',
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

test('the address of the form carries the job it retries, or the enrollee, and nothing of the person', () => {
  expect(search(captureHref(job))).toEqual({ retryOf: job.id })
  expect(search(captureHref(job, { reEnroll: true }))).toEqual({ retryOf: job.id, reEnroll: '1' })
  expect(search(registerHref(job.enrolleeId, false))).toEqual({ enrollee: job.enrolleeId })
  expect(search(registerHref(job.enrolleeId, true))).toEqual({ enrollee: job.enrolleeId, reEnroll: '1' })
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
