import { type JobState, mayMove } from './job'

/**
 * Failures after which the same job may be tried again: Smile ID never said that it has an end. Asked first, so that
 * it is not bought again where it was taken after all.
 */
export const redrivableCodes: readonly string[] = [
  'gave_up',
  'no_keys',
  'frames_closed',
  'no_result',
  'status_refused',
  'already_bought',
]

/** Redriving tries the same job again, under the same job id; sending again makes a new one. */
export function mayRedrive({ state, failureCode }: { state: JobState; failureCode: string | null }): boolean {
  return state === 'failed' && mayMove(state, 'queued') && failureCode !== null && redrivableCodes.includes(failureCode)
}
