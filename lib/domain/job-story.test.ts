import { describe, expect, test } from 'vitest'
import { jobStates } from './job'
import { jobCode, jobStory } from './job-story'

const job = { resultCode: null, failureCode: null, attempts: 0 }

test.each(jobStates)('a %s job has a headline, words and a next step', (state) => {
  const { headline, words, next } = jobStory({ ...job, state })
  expect(headline).toMatch(/[^.]$/)
  expect(words).toMatch(/\.$/)
  expect(next.length).toBeGreaterThan(0)
})

test('a job whose accepted upload Smile ID knows nothing of is not said to be looked at', () => {
  const { words } = jobStory({ ...job, state: 'processing', isAbsent: true })
  expect(words).not.toContain('looking at it')
  expect(words).toContain('sends the capture again by itself')
})

test('a job put off says that it is tried again', () => {
  expect(jobStory({ ...job, state: 'queued', attempts: 1 }).headline).toContain('trying again')
})

test('a refusal for an enrolled user id offers to allow re-enrolling', () => {
  expect(jobStory({ ...job, state: 'refused', failureCode: '2209' }).next).toContain('allow_re_enroll')
})

test('a result without a meaning is told as one, and not as an upload whose end nobody knows', () => {
  const unclear = jobStory({ ...job, state: 'unknown', resultCode: '7777' })
  expect(unclear).toMatchObject({ headline: 'A result Kioo does not know', next: ['ask_provider', 'wait'] })
  expect(unclear.words).not.toContain('upload')
  expect(jobStory({ ...job, state: 'unknown' }).words).toContain('The upload had begun')
})

describe('the code beside a state', () => {
  test('is the result for a verdict and the refusal for a refusal', () => {
    expect(jobCode({ ...job, state: 'approved', resultCode: '0840' })).toBe('0840')
    expect(jobCode({ ...job, state: 'refused', resultCode: '0840', failureCode: '2209' })).toBe('2209')
  })
  test('is never one of our own words', () => {
    expect(jobCode({ ...job, state: 'failed', failureCode: 'gave_up' })).toBeNull()
  })
})
