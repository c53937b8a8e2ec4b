import { limited } from './limited'

/** A portal that is silent for longer is not reached. */
const ANSWER_MS = 10_000

/** Whether the portal answers at all, just now. */
export async function isReachable(): Promise<boolean> {
  try {
    const signal = limited(new AbortController().signal, ANSWER_MS)
    return (await fetch('/api/health/live', { cache: 'no-store', signal })).ok
  } catch {
    return false
  }
}
