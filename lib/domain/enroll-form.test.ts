import { expect, test } from 'vitest'
import { type EnrollFormInput, enrollFormSchema, fieldErrors, userIdFault } from './enroll-form'
import { draftInput, type EnrollDraft, typedNumber } from './enroll-form-draft'
import { enrollPrefillSchema } from './enroll-form-prefill'
import { AUTHENTICATE, REGISTER } from './job'

const uuid = '0b0e7f4e-96b8-4a54-a8ea-6f5df6a0a6a1'
const draft: EnrollDraft = {
  environment: 'SANDBOX',
  type: REGISTER,
  userId: ' ng-118102 ',
  displayName: ' ',
  allowReEnroll: false,
  useEnrolledImage: false,
  reason: 'left over',
  location: null,
  partnerParams: [],
  retryOf: null,
}
const captured = { captureId: uuid, guidance: { how: 'guided', cue: 'smile', faces: 1, why: null } } as const
const parse = (changed: Partial<EnrollDraft>, input: Partial<EnrollFormInput> = {}) =>
  enrollFormSchema.safeParse({ ...draftInput({ ...draft, ...changed }, uuid, captured), ...input })
function errorsOf(changed: Partial<EnrollDraft>) {
  const parsed = parse(changed)
  return parsed.success ? {} : fieldErrors(parsed.error)
}

test('what is typed is trimmed, and a reason without a choice is not kept', () => {
  expect(parse({}).data).toMatchObject({ userId: 'ng-118102', displayName: null, reason: null, retryOf: null })
})

test('re-enrolling and the enrolled image need a reason each', () => {
  expect(errorsOf({ allowReEnroll: true, reason: ' ' })).toHaveProperty('reason')
  expect(errorsOf({ useEnrolledImage: true, reason: '' })).toHaveProperty('reason')
  expect(errorsOf({ allowReEnroll: true, reason: 'Asked at the desk' })).toEqual({})
})

test('everything wrong is named at once, each by its field', () => {
  const errors = errorsOf({
    userId: '',
    allowReEnroll: true,
    reason: '',
    location: { latitude: '91', longitude: '', altitude: 'high', accuracy: null },
    partnerParams: [
      { id: '1', key: '2x', value: '' },
      { id: '2', key: 'job_id', value: 'x' },
    ],
  })
  expect(Object.keys(errors).sort()).toEqual([
    'location.altitude',
    'location.latitude',
    'location.longitude',
    'partnerParams.0.key',
    'partnerParams.0.value',
    'partnerParams.1.key',
    'reason',
    'userId',
  ])
})

test('two parameters may not share a name', () => {
  const row = { key: 'branch', value: 'Lagos' }
  expect(
    errorsOf({
      partnerParams: [
        { id: '1', ...row },
        { id: '2', ...row },
      ],
    }),
  ).toHaveProperty('partnerParams.1.key')
})

test('authenticating never re-enrolls', () => {
  expect(errorsOf({ type: AUTHENTICATE, allowReEnroll: true, reason: 'x' })).toHaveProperty('allowReEnroll')
})

test('a user id cannot walk through folders or carry markup', () => {
  for (const userId of ['../etc', '<b>', 'a b', '.hidden', `a${'b'.repeat(64)}`])
    expect(errorsOf({ userId })).toHaveProperty('userId')
})

test('a decimal comma is understood, an empty altitude is none', () => {
  const location = { latitude: '6,4541', longitude: '-3.39', altitude: ' ', accuracy: 12 }
  expect(parse({ location }).data?.location).toEqual({
    latitude: 6.4541,
    longitude: -3.39,
    altitude: null,
    accuracy: 12,
  })
  expect(typedNumber('')).toBeNaN()
})

test('a link may fill in the form; what is odd in it is left out', () => {
  expect(enrollPrefillSchema.parse({ retryOf: uuid, reEnroll: '1' })).toEqual({
    retryOf: uuid,
    enrollee: null,
    allowReEnroll: true,
  })
  expect(enrollPrefillSchema.parse({ enrollee: uuid })).toMatchObject({ enrollee: uuid })
  const nothing = { retryOf: null, enrollee: null, allowReEnroll: false }
  expect(enrollPrefillSchema.parse({})).toEqual(nothing)
  expect(enrollPrefillSchema.parse({ userId: 'ng-1', enrollee: [uuid], retryOf: '1', reEnroll: 'yes' })).toEqual(
    nothing,
  )
})

test('while a user id is typed it is told what is wrong with it, but not that it is not there yet', () => {
  expect(userIdFault(' ')).toBeUndefined()
  expect(userIdFault('ke-004711')).toBeUndefined()
  expect(userIdFault('ke 004711')).toMatch(/^Use letters/)
  expect(userIdFault('-ke')).toMatch(/^Use letters/)
  expect(userIdFault('x'.repeat(64))).toBeUndefined()
  expect(userIdFault('x'.repeat(65))).toBe('A user id has at most 64 characters.')
})
