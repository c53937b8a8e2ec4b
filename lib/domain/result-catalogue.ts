import type { Words } from './next-step'
import { authenticateResults } from './result-catalogue-authenticate'
import { documentResults } from './result-catalogue-document'
import { otherResults } from './result-catalogue-other'
import { registerResults } from './result-catalogue-register'

/** `fact`: true beside the verdict, and no verdict itself. `error`: the provider could not finish. */
export type Verdict = 'approved' | 'provisional' | 'rejected' | 'fact' | 'error' | 'unknown'

export type ResultEntry = Words & {
  verdict: Exclude<Verdict, 'unknown'>
  /** Whether the provider takes no further step by itself. */
  final: boolean
}

type ResultMeaning = Words & { code: string; verdict: Verdict; final: boolean }

const entries: ReadonlyMap<string, ResultEntry> = new Map(
  Object.entries({ ...registerResults, ...authenticateResults, ...documentResults, ...otherResults }),
)

/** Every code that has a meaning, in order. */
export const resultCodes: readonly string[] = [...entries.keys()].sort()

/**
 * What a result code means. The code is a string of four digits: `0840` and `840` are not the same.
 * A code we have no meaning for is `unknown`, never a guess from its neighbours.
 */
export function resultMeaning(code: string): ResultMeaning {
  const entry = entries.get(code)
  return entry ? { code, ...entry } : { code, verdict: 'unknown', final: false, ...unknownWords }
}

/** The job state a result code leads to; null when it decides nothing. */
export function verdictState(code: string): 'approved' | 'provisional' | 'rejected' | null {
  const { verdict } = resultMeaning(code)
  return verdict === 'approved' || verdict === 'provisional' || verdict === 'rejected' ? verdict : null
}

const unknownWords: Words = {
  headline: 'A result Kioo does not know',
  operator:
    'Smile ID gave a result code that Kioo has no meaning for, so nothing was decided from it. Compare the code and its text with the job in the Smile ID portal.',
  person: 'Your result is not clear yet. Someone will look at it and tell you how it goes on.',
  next: ['ask_provider', 'wait'],
  trust: 'unknown',
}
