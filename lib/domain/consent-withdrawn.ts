import type { JobState } from './job'
import { type JobStory, jobCode, jobStory, type Standing } from './job-story'
import type { NextStep } from './next-step'

/**
 * How it stands with a person who took their consent back after their job was sent. Nobody is authenticated against
 * that selfie any more; a registration under a new consent, or at the desk, puts another one on file and ends it.
 */
export const consentWithdrawn: JobStory = {
  headline: 'The person has withdrawn their consent',
  words:
    'The pictures are erased here, and nobody is authenticated against this selfie any more. Smile ID still has its own copy: ask them to erase it. If the person agrees again, send them a new link or register them anew.',
  next: ['ask_provider'],
}

/** The same where no picture has left: there is nothing to ask Smile ID for. */
const withdrawnUnsent: JobStory = {
  headline: consentWithdrawn.headline,
  words:
    'The pictures are erased here, and nothing was sent to Smile ID. If the person agrees again, send them a new link or register them anew.',
  next: ['none'],
}

type Sending = { state: JobState; uploadedAt: Date | null; billedCalls: readonly unknown[] }

/**
 * Whether Smile ID may have this job's pictures. While it is being sent, the worker may hold them open already. Every
 * line of the ledger is an upload that began: that nothing was charged for it does not say that no picture arrived.
 */
export function mayHaveGoneOut({ state, uploadedAt, billedCalls }: Sending): boolean {
  return state === 'submitting' || uploadedAt !== null || billedCalls.length > 0
}

export type ToldStory = {
  story: JobStory
  /** What else has to be said. */
  beside: readonly JobStory[]
  /** Whether the story is the withdrawal itself. */
  isWithdrawal: boolean
}

export type Withdrawal = {
  /** When the consent was taken back under which the job's pictures were taken; null: it stands, or it came from the desk. */
  withdrawnAt: Date | null
  /** Whether it is an authentication, and the consent behind the selfie on file was taken back. */
  isBarred: boolean
}

/** Whether nothing about a job needs a person any more: nobody is to be compared with, or relied on, who has withdrawn. */
export function needsNobody({ withdrawnAt, isBarred }: Withdrawal): boolean {
  return withdrawnAt !== null || isBarred
}

/** What is said first of a job, and what beside it. `isOut`: whether Smile ID may have its pictures; headlines do not tell. */
export function toldStory(job: Standing & Withdrawal, isOut: boolean): ToldStory {
  if (job.withdrawnAt) return storyAfterWithdrawal(job, isOut)
  return { story: job.isBarred ? barredStory(job, isOut) : jobStory(job), beside: [], isWithdrawal: false }
}

/**
 * What to say of a job whose person has withdrawn: Smile ID's word stays; what we would do next does not happen any
 * more. That includes what an approval promises: its badge says enough.
 */
export function storyAfterWithdrawal(job: Standing, isOut: boolean): ToldStory {
  const withdrawal = isOut ? consentWithdrawn : withdrawnUnsent
  return keepsItsWords(job)
    ? { story: withoutPictures(jobStory(job)), beside: [withdrawal], isWithdrawal: false }
    : { story: withdrawal, beside: [], isWithdrawal: true }
}

/** Nothing can be sent once more of what is erased. */
function withoutPictures({ next, ...story }: JobStory): JobStory {
  return { ...story, next: next.filter((step) => step !== 'send_again' && step !== 'redrive') }
}

/** What can still be done about an authentication whose person has withdrawn: no other one, and nothing is sent again. */
const stillOpen: readonly NextStep[] = ['wait', 'ask_provider', 'register_first', 'register_again']

const earlierTry = 'Smile ID may have its pictures from an earlier try: ask them to erase those.'

/** The story of an authentication whose person has withdrawn: one that waits is not sent any more. */
export function barredStory(job: Standing, isOut: boolean): JobStory {
  const story = jobStory(job)
  const since = `${consentWithdrawn.headline}, so nobody is authenticated against their selfie any more.`
  const left = (told: JobStory): JobStory =>
    isOut ? { ...told, words: `${told.words} ${earlierTry}`, next: ['ask_provider'] } : { ...told, next: ['none'] }
  if (story.headline === consentWithdrawn.headline) return left(story)
  if (job.state === 'queued') {
    const ends = isOut ? 'once Smile ID has said whether it has it' : 'as soon as a worker comes to it'
    return left({ headline: 'Not sent any more', words: `${since} This ends ${ends}.`, next: [] })
  }
  // Our own reasons for an end speak of trying again.
  if (job.state === 'failed' && !keepsItsWords(job)) return left({ ...story, words: since })
  return {
    headline: story.headline,
    words: `${story.words} ${since}`,
    next: story.next.filter((step) => stillOpen.includes(step)),
  }
}

/** Whether Smile ID has answered; our own reasons for a failure speak of pictures that are not there any more. */
function keepsItsWords(job: Standing): boolean {
  switch (job.state) {
    case 'provisional':
    case 'rejected':
    case 'refused':
      return true
    case 'unknown':
      return job.resultCode !== null
    case 'failed':
      return jobCode(job) !== null
    case 'approved':
    case 'queued':
    case 'submitting':
    case 'processing':
      return false
  }
}
