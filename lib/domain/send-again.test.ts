import { expect, test } from 'vitest'
import type { JobState } from './job'
import { jobStory } from './job-story'
import type { NextStep } from './next-step'
import { resultMeaning } from './result-catalogue'
import { maySendAgain } from './send-again'
import { applyVerdict } from './verdict'

const newPictures: readonly NextStep[] = ['capture_again', 'register_again', 'authenticate_again', 'register_first']
const under = { state: 'processing', code: null, revision: 0, read: 0 } as const

test('new pictures are offered after a result only where they may take the place of the job', () => {
  const offered = new Set<JobState>()
  for (let number = 0; number < 10_000; number += 1) {
    const code = `${number}`.padStart(4, '0')
    const { state } = applyVerdict(under, { code, verdict: resultMeaning(code).verdict, read: 1 })
    const { next } = jobStory({ state, resultCode: code, failureCode: code, attempts: 0 })
    if (next.some((step) => newPictures.includes(step))) offered.add(state)
  }
  expect(offered).toContain('rejected')
  expect([...offered].filter((state) => !maySendAgain(state))).toEqual([])
})
