/** Longer than our own longest pause (12 h) is not believed; a date far off would park a job for ever. */
const LONGEST_MS = 12 * 60 * 60 * 1000

/** Reads a Retry-After header, seconds or HTTP date, as milliseconds from now; null when there is none to read. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null
  const text = header.trim()
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime()
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_MS)
}
