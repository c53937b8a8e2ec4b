import type { JobState } from './job'
import { type JobStory, jobCode, jobStory, type Standing } from './job-story'
import type { NextStep } from './next-step'

/**
 * What is said of a person who took their consent back after their job was sent. Nobody is authenticated against that
 * selfie any more, until a registration under a new consent, or at the desk, puts another one on file.
 */
export const consentWithdrawn: JobStory = {
  headline: 'The person has withdrawn their consent',
  words:
    'The pictures are erased here, and nobody is authenticated against this selfie any more. Smile ID still has its own copy: ask them to erase it. If the person agrees again, send them a new link or register them anew.',
  next: ['ask_provider'],
}

/** The same where no picture was sent: there is nothing to ask Smile ID for. */
const withdrawnUnsent: JobStory = {
  headline: consentWithdrawn.headline,
  words:
    'The pictures are erased here, and nothing was sent to Smile ID. If the person agrees again, send them a new link or register them anew.',
  next: ['none'],
}

type Sending = { state: JobState; uploadedAt: Date | null; billedCalls: readonly unknown[] }

/**
 * Whether Smile ID may have this job's pictures. A job being sent counts: its worker may have read them already. So does
 * every line of the ledger, for each is an upload that began: even if nothing was charged, the pictures may have arrived.
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

/** Whether a withdrawal has ended all there was to do about a job: whoever withdrew is neither compared nor relied on. */
export function needsNobody({ withdrawnAt, isBarred }: Withdrawal): boolean {
  return withdrawnAt !== null || isBarred
}

/** What is said first of a job, and what beside it. `isOut`: whether Smile ID may have its pictures. */
export function toldStory(job: Standing & Withdrawal, isOut: boolean): ToldStory {
  if (job.withdrawnAt) return storyAfterWithdrawal(job, isOut)
  return { story: job.isBarred ? barredStory(job, isOut) : jobStory(job), beside: [], isWithdrawal: false }
}

/**
 * What to say of a job whose person has withdrawn. If Smile ID has given an answer, it is still told first, and the
 * withdrawal beside it. Otherwise, and after an approval, whose words promise what does not hold any more, the withdrawal
 * itself is the story.
 */
export function storyAfterWithdrawal(job: Standing, isOut: boolean): ToldStory {
  const withdrawal = isOut ? consentWithdrawn : withdrawnUnsent
  return keepsItsWords(job)
    ? { story: withoutPictures(jobStory(job)), beside: [withdrawal], isWithdrawal: false }
    : { story: withdrawal, beside: [], isWithdrawal: true }
}

/** The pictures are erased, so nothing can be sent again. */
function withoutPictures({ next, ...story }: JobStory): JobStory {
  return { ...story, next: next.filter((step) => step !== 'send_again' && step !== 'redrive') }
}

/** What can still be done about an authentication whose person has withdrawn. Sending anything again is not among it. */
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
  // The words for a failure of our own speak of trying again, so they are left out.
  if (job.state === 'failed' && !keepsItsWords(job)) return left({ ...story, words: since })
  return {
    headline: story.headline,
    words: `${story.words} ${since}`,
    next: story.next.filter((step) => stillOpen.includes(step)),
  }
}

/** Whether the job's words are Smile ID's answer. Those for a failure of our own speak of pictures that are gone. */
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
