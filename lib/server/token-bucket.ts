import 'server-only'

/**
 * A rate limit of this one process, for doors where asking the database costs more than what it protects. The
 * returned function takes one token and says whether there was one.
 */
export function tokenBucket(
  { perSecond, burst }: { perSecond: number; burst: number },
  now: () => number = () => performance.now(),
): () => boolean {
  let tokens = burst
  let at = now()
  return () => {
    const asked = now()
    tokens = Math.min(burst, tokens + ((asked - at) / 1_000) * perSecond)
    at = asked
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
