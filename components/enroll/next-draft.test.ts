import { expect, test } from 'vitest'
import { enrollDraftSchema } from '@/lib/domain/enroll-draft-schema'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import { packDraft, unpackDraft } from '@/lib/domain/kept-draft'
import { nextDraft } from './next-draft'

const draft: EnrollDraft = {
  environment: 'PRODUCTION',
  type: 4,
  userId: 'KE-1',
  displayName: 'Wanjiru Kamau',
  allowReEnroll: true,
  useEnrolledImage: false,
  reason: 'New cards for all',
  location: { latitude: '-1.29', longitude: '36.82', altitude: '', accuracy: null },
  partnerParams: [{ id: 'p', key: 'branch', value: 'Nairobi West' }],
  retryOf: '0199a0b4-0000-7000-8000-000000000000',
}

test('the next person gets the form’s settings and nothing of the person before', () => {
  expect(nextDraft(draft)).toEqual({ ...draft, userId: '', displayName: '', retryOf: null })
})

test('a place that the device gave is not the next person’s', () => {
  const location = { latitude: '-1.29', longitude: '36.82', altitude: '', accuracy: 12 }
  expect(nextDraft({ ...draft, location }).location).toBeNull()
})

test('a half-typed form comes back as it was, to a form that was opened for the same', () => {
  const first = { ...draft, userId: '', displayName: '' }
  expect(unpackDraft(enrollDraftSchema, packDraft({ first, draft }), first)).toEqual(draft)
  expect(unpackDraft(enrollDraftSchema, packDraft({ first, draft }), { ...first, userId: 'KE-2' })).toBeNull()
})

test.each(['', '{}', 'null', '{"first":{},"draft":{}}', '<html>'])('%j is no form', (packed) => {
  expect(unpackDraft(enrollDraftSchema, packed, draft)).toBeNull()
})
