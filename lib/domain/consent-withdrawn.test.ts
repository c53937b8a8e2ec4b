import { describe, expect, test } from 'vitest'
import { barredStory, consentWithdrawn, mayHaveGoneOut, storyAfterWithdrawal, toldStory } from './consent-withdrawn'
import type { JobState } from './job'
import { jobStory } from './job-story'

const job = { resultCode: null, failureCode: null, attempts: 0 }

describe('whether Smile ID may have the pictures of a job', () => {
  const queued = { state: 'queued', uploadedAt: null, billedCalls: [] } as const
  test('not where no upload began', () => {
    expect(mayHaveGoneOut(queued)).toBe(false)
  })
  test('where it has them, and wherever an upload began, whatever became of it', () => {
    expect(mayHaveGoneOut({ ...queued, uploadedAt: new Date() })).toBe(true)
    for (const outcome of ['open', 'taken', 'unsure', 'not_taken'] as const)
      expect(mayHaveGoneOut({ ...queued, state: 'refused', billedCalls: [{ outcome }] })).toBe(true)
  })
  test('where they are on their way at this moment', () => {
    expect(mayHaveGoneOut({ ...queued, state: 'submitting' })).toBe(true)
  })
})

describe('a job whose person has withdrawn', () => {
  const verdicts = [
    { ...job, state: 'rejected', resultCode: '0841' },
    { ...job, state: 'refused', failureCode: '2209' },
    { ...job, state: 'unknown', resultCode: '7777' },
    { ...job, state: 'failed', resultCode: '0908', failureCode: '0908' },
  ] as const
  test.each(verdicts)('keeps what Smile ID said, as $state, with the withdrawal beside it', (standing) => {
    const { story, beside, isWithdrawal } = storyAfterWithdrawal(standing, true)
    const { headline, words } = jobStory(standing)
    expect(story).toMatchObject({ headline, words })
    expect([beside, isWithdrawal]).toEqual([[consentWithdrawn], false])
  })

  test('offers to send nothing again, for its pictures are erased', () => {
    const refused = { ...job, state: 'refused', failureCode: '2204' } as const
    expect(jobStory(refused).next).toContain('send_again')
    expect(storyAfterWithdrawal(refused, true).story.next).not.toContain('send_again')
  })

  test('no longer says that they can be authenticated where it was approved', () => {
    const told = storyAfterWithdrawal({ ...job, state: 'approved', resultCode: '0840' }, true)
    expect(told).toEqual({ story: consentWithdrawn, beside: [], isWithdrawal: true })
  })

  const open: readonly JobState[] = ['queued', 'submitting', 'processing', 'unknown']
  test.each(open)('says nothing of what would come next while it is %s', (state) => {
    const told = storyAfterWithdrawal({ ...job, state }, true)
    expect(told).toEqual({ story: consentWithdrawn, beside: [], isWithdrawal: true })
  })

  test('says nothing of a Smile ID copy where nothing was sent', () => {
    const { story, beside } = storyAfterWithdrawal({ ...job, state: 'failed', failureCode: 'frames_gone' }, false)
    expect(story.headline).toBe(consentWithdrawn.headline)
    expect(story.words).toContain('nothing was sent to Smile ID')
    expect(story.words).not.toContain('copy')
    expect([story.next, beside]).toEqual([['none'], []])
  })
})

describe('an authentication whose person has withdrawn', () => {
  test('keeps its verdict, and says once that nobody is authenticated any more', () => {
    const verdict = { ...job, state: 'approved', resultCode: '0820' } as const
    expect(barredStory(verdict, true).headline).toBe(jobStory(verdict).headline)
    expect(barredStory(verdict, true).words).toMatch(/has withdrawn their consent, so/)
    const ended = { ...job, state: 'failed', failureCode: 'consent_withdrawn' } as const
    expect(barredStory(ended, false)).toEqual(jobStory(ended))
  })
  test('is told so in lists as on its page', () => {
    const rejected = { ...job, state: 'rejected', resultCode: '0821', withdrawnAt: null, isBarred: true } as const
    expect(toldStory(rejected, true)).toEqual({ story: barredStory(rejected, true), beside: [], isWithdrawal: false })
    expect(toldStory({ ...rejected, isBarred: false }, true).story).toEqual(jobStory(rejected))
    const own = { ...rejected, isBarred: false, withdrawnAt: new Date() }
    expect(toldStory(own, false)).toEqual(storyAfterWithdrawal(rejected, false))
  })
  test.each([
    ['a verdict', 'authenticate_again', { ...job, state: 'rejected', resultCode: '0821' }],
    ['giving up', 'redrive', { ...job, state: 'failed', failureCode: 'gave_up' }],
    ['a refusal', 'send_again', { ...job, state: 'refused', failureCode: '2204' }],
  ] as const)('is not offered another try after %s, as it was before (%s)', (_, step, standing) => {
    expect(jobStory(standing).next).toContain(step)
    const offered = barredStory(standing, true).next
    for (const again of ['authenticate_again', 'capture_again', 'send_again', 'redrive', 'allow_re_enroll'] as const)
      expect(offered).not.toContain(again)
  })
  test('is not told to be tried again once we have given up', () => {
    expect(barredStory({ ...job, state: 'failed', failureCode: 'gave_up' }, false).words).not.toMatch(/try again/i)
  })
  test('does not say that it is tried again while it waits, and whom to ask where an earlier try may have got there', () => {
    const waiting = { ...job, state: 'queued', attempts: 3 } as const
    const { words, next } = barredStory(waiting, false)
    expect(words).not.toMatch(/tries again/)
    expect([words, next]).toEqual([expect.stringContaining('has withdrawn'), ['none']])
    const tried = barredStory(waiting, true)
    expect([tried.headline, tried.next]).toEqual(['Not sent any more', ['ask_provider']])
    expect(tried.words).toContain('Smile ID may have its pictures')
  })
})
