import type { JobState } from './job'

export type Hastened = 'try' | 'read'

/** Milliseconds. A wait that ends sooner ends by itself before anybody has pressed anything. */
export const WORTH_HASTENING: Record<Hastened, number> = { try: 10_000, read: 60_000 }

/**
 * What a person may ask for now that Kioo would do later: the next try of a job that Smile ID did not take, or the next
 * look for a result. Null: nothing waits for long enough; or nobody knows whether an upload arrived, and the wait itself
 * keeps the capture from being sent twice.
 */
export function hastenable(
  { state, nextStepAt }: { state: JobState; nextStepAt: Date | null },
  now: Date,
): Hastened | null {
  const step = waitingFor(state)
  if (!step || !nextStepAt) return null
  return nextStepAt.getTime() - now.getTime() < WORTH_HASTENING[step] ? null : step
}

type Waiting = {
  state: JobState
  attempts: number
  nextStepAt: Date | null
  isBarred: boolean
  withdrawnAt: Date | null
}

/** When a job that Smile ID did not take is tried next; null for every other, and where it may not be sent any more. */
export function nextTryAt({ state, attempts, nextStepAt, isBarred, withdrawnAt }: Waiting): Date | null {
  return state === 'queued' && attempts > 0 && !isBarred && withdrawnAt === null ? nextStepAt : null
}

/** What a job in this state waits for, however soon. */
export function waitingFor(state: JobState): Hastened | null {
  return steps[state] ?? null
}

const steps: Partial<Record<JobState, Hastened>> = { queued: 'try', processing: 'read', provisional: 'read' }
