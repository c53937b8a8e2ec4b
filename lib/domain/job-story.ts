import type { JobState } from './job'
import type { NextStep } from './next-step'
import { refusalMeaning } from './refusal-catalogue'
import { resultMeaning } from './result-catalogue'

/** How a job stands, in words, and what can be done about it. */
export type JobStory = {
  /** A few words, without a full stop. */
  headline: string
  /** What happened and what to do next, for operators. */
  words: string
  next: readonly NextStep[]
}

export type Standing = {
  state: JobState
  resultCode: string | null
  failureCode: string | null
  /** Tries of the present step so far. */
  attempts: number
  /** Whether Smile ID took the upload, but last said that it has nothing of it. */
  isAbsent?: boolean
}

/** The code shown beside a state, where there is one. */
export function jobCode({ state, resultCode, failureCode }: Standing): string | null {
  const code = state === 'refused' || state === 'failed' ? failureCode : resultCode
  // Our own words for a failure are headlines, not codes.
  return code && /^\d{4}$/.test(code) ? code : null
}

export function jobStory(job: Standing): JobStory {
  switch (job.state) {
    case 'queued':
      return job.attempts > 0 ? putOff : queued
    case 'submitting':
      return sending
    case 'processing':
      return job.isAbsent ? absentYet : processing
    case 'unknown':
      // Either whether the upload arrived, or what its result means.
      return job.resultCode === null ? unsure : resultStory(job.resultCode)
    case 'refused':
    case 'failed': {
      const { headline, operator, next } = refusalMeaning(job.failureCode ?? '')
      return { headline, words: operator, next }
    }
    case 'approved':
    case 'provisional':
    case 'rejected':
      return resultStory(job.resultCode ?? '')
  }
}

function resultStory(code: string): JobStory {
  const { headline, operator, next } = resultMeaning(code)
  return { headline, words: operator, next }
}

const queued: JobStory = {
  headline: 'Waiting to be sent',
  words: 'The capture is stored and next in line. You can leave this page; it goes on by itself.',
  next: ['wait'],
}
const putOff: JobStory = {
  headline: 'Smile ID did not take it yet; trying again',
  words: 'Nothing is lost and nothing is sent twice. Kioo tries again by itself for about a day.',
  next: ['wait'],
}
const sending: JobStory = {
  headline: 'Being sent to Smile ID',
  words: 'The capture is on its way. This page moves on by itself.',
  next: ['wait'],
}
const processing: JobStory = {
  headline: 'Waiting for the result',
  words: 'Smile ID has the capture and is looking at it. This page moves on by itself.',
  next: ['wait'],
}
const absentYet: JobStory = {
  headline: 'Smile ID took the upload and says it has nothing yet',
  words:
    'It may still be arriving there. If Smile ID says so for ten minutes, Kioo sends the capture again by itself, having asked first.',
  next: ['wait', 'ask_provider'],
}
const unsure: JobStory = {
  headline: 'Not known whether Smile ID has this job',
  words:
    'The upload had begun and was interrupted. Kioo asks Smile ID how it stands before anything is sent again; ask them yourself if it stays like this.',
  next: ['wait', 'ask_provider'],
}
