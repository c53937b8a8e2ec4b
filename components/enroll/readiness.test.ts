import { expect, test } from 'vitest'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import { picturesNow, readiness } from './readiness'

const draft: EnrollDraft = {
  environment: 'PRODUCTION',
  type: 4,
  userId: 'KE-1',
  displayName: '',
  allowReEnroll: false,
  useEnrolledImage: false,
  reason: '',
  location: null,
  partnerParams: [],
  retryOf: null,
}
const there = { pictures: 'there', isEnrolled: false } as const

test('everything that is still needed is named before anything can be sent', () => {
  const empty = { ...draft, userId: ' ', allowReEnroll: true, reason: ' ' }
  expect(readiness(empty, { ...there, pictures: 'none' })).toEqual({
    isReady: false,
    words: 'Still needed: the pictures, a user id and a reason.',
  })
  expect(readiness(draft, { ...there, pictures: 'spent' })).toEqual({
    isReady: false,
    words: 'Still needed: new pictures.',
  })
  expect(readiness(draft, { ...there, pictures: 'taken' })).toEqual({
    isReady: false,
    words: 'Still needed: a yes to the selfie.',
  })
  expect(readiness(draft, { ...there, pictures: 'found' })).toEqual({
    isReady: false,
    words: 'Still needed: your word whose selfie it is.',
  })
})

test('a user id that cannot be one is named among what is needed', () => {
  for (const userId of ['bad id with spaces é', 'k'.repeat(65)]) {
    const words = 'Still needed: the pictures and a user id that can be used.'
    expect(readiness({ ...draft, userId }, { ...there, pictures: 'none' })).toEqual({ isReady: false, words })
    expect(readiness({ ...draft, userId }, there).isReady).toBe(false)
  }
})

test.each(['allowReEnroll', 'useEnrolledImage'])('a form with %s is not ready without a reason', (choice) => {
  const chosen = { ...draft, [choice]: true }
  expect(readiness(chosen, there)).toEqual({ isReady: false, words: 'Still needed: a reason.' })
  expect(readiness({ ...chosen, reason: 'New phone' }, there).isReady).toBe(true)
})

test('a user id that is enrolled already can be sent, and it is said that Smile ID will refuse it unless re-enrolling is allowed', () => {
  const enrolled = { ...there, isEnrolled: true }
  const refused = 'It can be sent, but Smile ID will refuse it: this user id is enrolled already.'
  const ready = 'Ready to be sent to Smile ID.'
  expect(readiness(draft, enrolled)).toEqual({ isReady: true, words: refused })
  expect(readiness({ ...draft, useEnrolledImage: true, reason: 'Older face' }, enrolled).words).toBe(refused)
  expect(readiness({ ...draft, allowReEnroll: true, reason: 'New phone' }, enrolled).words).toBe(ready)
  expect(readiness(draft, there).words).toBe(ready)
})

test('pictures can be sent once they have all arrived, unless they were sent back, or were found again and nobody has said whose they are', () => {
  const guidance = { how: 'unguided', cue: null, faces: null, why: null } as const
  const captured = { captureId: 'c', guidance }
  const arrived = { captured, step: 'done', isSentBack: false, isUnclaimed: false } as const
  expect(picturesNow(arrived)).toBe('there')
  expect(picturesNow({ ...arrived, isUnclaimed: true })).toBe('found')
  expect(picturesNow({ ...arrived, isSentBack: true })).toBe('spent')
  expect(picturesNow({ ...arrived, captured: null, step: 'review' })).toBe('taken')
  for (const step of ['primer', 'live', 'sending', 'stalled'] as const)
    expect(picturesNow({ ...arrived, captured: null, step })).toBe('none')
})
