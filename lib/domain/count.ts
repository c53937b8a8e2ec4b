/** Lists are counted so far: beyond it a number tells nobody more, and would cost a walk through the whole table. */
export const COUNT_MAX = 10_000

/** A count as people read it; more than COUNT_MAX is "10 000+". */
export function countWords(count: number): string {
  const digits = Math.min(count, COUNT_MAX).toLocaleString('en-GB').replaceAll(',', '\u202f')
  return count > COUNT_MAX ? `${digits}+` : digits
}
