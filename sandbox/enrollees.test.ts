import { expect, test } from 'vitest'
import { enrolleeAfter, newEnrollee, refusalFor } from './enrollees'
import type { Enrollee, Job, JobType, Result } from './job'

const job: Job = {
  smileJobId: '0000000007',
  refId: 'r',
  partnerId: 'p',
  userId: 'u',
  jobId: 'j',
  jobType: 4,
  partnerParams: {},
  callbackUrl: null,
  uploadToken: '',
  uploadExpiresAt: 0,
  createdAt: 0,
  zipAt: 0,
  judgeAt: null,
  reviewAt: null,
  results: [],
  fraud: null,
  awaitsPerson: false,
  deliveries: [],
}
const result = (outcome: Result['outcome']): Result => ({
  code: '',
  text: '',
  outcome,
  confidence: '',
  actions: {},
  reviewCode: null,
  byHuman: false,
  at: 0,
})
const none = newEnrollee('p', 'u')
const enrolled: Enrollee = { ...none, complete: '0000000001' }

function codeFor(enrollee: Enrollee | undefined, jobType: JobType, allowNewEnroll = false, hasPicture = true) {
  return refusalFor(enrollee, { jobType, allowNewEnroll, hasPicture: () => hasPicture })?.code
}

test('a user id can be registered once, and again only with permission', () => {
  expect(codeFor(undefined, 4)).toBeUndefined()
  expect(codeFor(none, 4)).toBeUndefined()
  expect(codeFor(enrolled, 4)).toBe('2209')
  expect(codeFor({ ...none, provisional: '0000000001' }, 4)).toBe('2209')
  expect(codeFor(enrolled, 4, true)).toBeUndefined()
  expect(codeFor({ ...enrolled, allowNewEnroll: true }, 4)).toBeUndefined()
})

test('authentication needs somebody enrolled, with a picture, who was not asked to enroll again', () => {
  expect(codeFor(undefined, 2)).toBe('2210')
  expect(codeFor(none, 2)).toBe('2210')
  expect(codeFor(enrolled, 2)).toBeUndefined()
  expect(codeFor(enrolled, 2, false, false)).toBe('2216')
  expect(codeFor({ ...enrolled, allowNewEnroll: true }, 2)).toBe('2211')
})

test('a disabled or deleted user is refused whatever the job', () => {
  for (const jobType of [2, 4] as const) {
    expect(codeFor({ ...enrolled, inactive: true }, jobType, true)).toBe('2207')
    expect(codeFor({ ...enrolled, deleted: true }, jobType, true)).toBe('2208')
  }
})

test('approval puts the selfie on file and uses up the permission to enroll again', () => {
  const after = enrolleeAfter({ ...enrolled, allowNewEnroll: true }, job, result('approved'))
  expect(after).toMatchObject({ complete: job.smileJobId, provisional: null, allowNewEnroll: false })
})

test('a rejected attempt changes nothing, and a rejected review takes back only its own provisional enrollment', () => {
  expect(enrolleeAfter(enrolled, job, result('rejected'))).toBeUndefined()
  expect(enrolleeAfter(undefined, job, result('unknown'))).toBeUndefined()
  const provisional = enrolleeAfter(enrolled, job, result('provisional'))
  expect(provisional).toMatchObject({ complete: '0000000001', provisional: job.smileJobId })
  expect(enrolleeAfter(provisional, job, result('rejected'))).toMatchObject({
    complete: '0000000001',
    provisional: null,
  })
})

test('a final rejection after an approval takes back what the same job had put on file', () => {
  const approved = enrolleeAfter(undefined, job, result('approved'))
  expect(enrolleeAfter(approved, job, result('rejected'))).toMatchObject({ complete: null, provisional: null })
  expect(enrolleeAfter(approved, { ...job, smileJobId: '0000000009' }, result('rejected'))).toBeUndefined()
})

test('an authentication never changes who is enrolled', () => {
  expect(enrolleeAfter(enrolled, { ...job, jobType: 2 }, result('approved'))).toBeUndefined()
})
