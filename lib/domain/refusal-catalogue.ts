import type { Words } from './next-step'
import { ownFailures } from './refusal-catalogue-kioo'
import { otherRefusals } from './refusal-catalogue-other'
import { uploadRefusals } from './refusal-catalogue-upload'
import { resultMeaning } from './result-catalogue'

type RefusalMeaning = Words & {
  code: string
  /** Who said no: Smile ID by a code of its own, or Kioo. */
  by: 'provider' | 'kioo'
}

const ours: ReadonlyMap<string, Words> = new Map(Object.entries(ownFailures))
const theirs: ReadonlyMap<string, Words> = new Map(Object.entries({ ...uploadRefusals, ...otherRefusals }))

/** Every code that has a meaning, theirs and ours. */
export const refusalCodes: readonly string[] = [...theirs.keys(), ...ours.keys()]

/**
 * What a refusal's or a failure's code means: one of our own words, a wire code of four digits, or the result
 * code of a job the provider itself could not finish.
 */
export function refusalMeaning(code: string): RefusalMeaning {
  const own = ours.get(code)
  if (own) return { code, by: 'kioo', ...own }
  return { code, by: 'provider', ...(theirs.get(code) ?? resultWords(code) ?? unknownWords) }
}

function resultWords(code: string): Words | null {
  const { verdict, headline, operator, person, next, trust } = resultMeaning(code)
  return verdict === 'unknown' ? null : { headline, operator, person, next, trust }
}

const unknownWords: Words = {
  headline: 'Refused for a reason Kioo does not know',
  operator:
    'Smile ID refused with a code that Kioo has no words for; the text beside it is Smile ID’s own. Check the settings, or ask Smile ID and tell them the job id.',
  person: 'This could not be finished. Please ask the people you are enrolling with how to go on.',
  next: ['ask_provider', 'check_settings'],
  trust: 'unknown',
}
