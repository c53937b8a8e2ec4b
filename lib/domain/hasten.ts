import type { JobState } from './job'

/** A wait that ends sooner ends by itself before anybody has pressed anything. Milliseconds. */
export const WORTH_HASTENING = 10_000

export type Hastened = 'try' | 'read'

/**
 * What a person may have done now that Kioo would do later: the next try of a job that Smile ID did not take, or the
 * next look for a result. Null where nothing waits, and while nobody knows whether an upload arrived: there the wait
 * itself is what keeps the capture from being sent twice.
 */
export function hastenable(
  { state, nextStepAt }: { state: JobState; nextStepAt: Date | null },
  now: Date,
): Hastened | null {
  if (!nextStepAt || nextStepAt.getTime() - now.getTime() < WORTH_HASTENING) return null
  if (state === 'queued') return 'try'
  return state === 'processing' || state === 'provisional' ? 'read' : null
}
