import { conflictWords, jobConflicts, standingWords } from './job-conflicts'
import type { JobEvent } from './job-event'
import { jobFacts } from './job-facts'
import type { NextStep } from './next-step'
import type { Wait } from './waits'

/** Something beside a job's state that somebody has to look at, in words. */
export type JobNote = {
  kind: Wait
  /** What it tells of, the newest first: callbacks that reported it, or lines of history. Any of them settles it until then. */
  ids: readonly [string, ...string[]]
  /** A few words, without a full stop. */
  headline: string
  /** What came, one sentence each, where the words do not say it. */
  said: readonly string[]
  /** What it means and what to do about it. */
  words: string
  next: readonly NextStep[]
  /** The result code it is about; null where `said` names them. */
  code: string | null
  /** Where it can be read in full, the newest first. */
  callbackIds: readonly string[]
}

/** All of a job's history that still waits for somebody to look at it; conflicts first, for they are about the verdict. Pure. */
export function jobNotes(newestFirst: readonly JobEvent[]): JobNote[] {
  const reports = jobFacts(newestFirst).map(
    ({ callbackIds, ...fact }): JobNote => ({ ...fact, kind: 'report', ids: callbackIds, said: [], callbackIds }),
  )
  return [...conflictNotes(newestFirst), ...reports]
}

/** The same of somebody who has withdrawn: a fact, but there is nothing left to compare. Pure. */
export function noteAfterWithdrawal(note: JobNote): JobNote {
  return { ...note, words: 'The person has withdrawn their consent, so nobody has to look at it any more.', next: [] }
}

/** All conflicts of a job are one note: they are one question, which result is right. */
function conflictNotes(newestFirst: readonly JobEvent[]): JobNote[] {
  const conflicts = jobConflicts(newestFirst)
  const [first, ...others] = conflicts
  if (!first) return []
  return [
    {
      kind: 'conflict',
      ids: [first.eventId, ...others.map(({ eventId }) => eventId)],
      headline: 'Smile ID’s results disagree',
      said: [...new Set(conflicts.map(conflictWords))],
      words: `${standingWords(conflicts, newestFirst)} Compare it with the job in the Smile ID portal before you rely on it.`,
      next: ['ask_provider'],
      code: null,
      callbackIds: conflicts.flatMap(({ callbackId }) => callbackId ?? []),
    },
  ]
}
