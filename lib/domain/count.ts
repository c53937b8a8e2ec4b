/** Lists are counted so far: beyond it a number tells nobody more, and would cost a walk through the whole table. */
export const COUNT_MAX = 10_000

/** A count as people read it; more than `max`, where counting stopped, is "10 000+". */
export function countWords(count: number, max = COUNT_MAX): string {
  const digits = Math.min(count, max).toLocaleString('en-GB').replaceAll(',', '\u202f')
  return count > max ? `${digits}+` : digits
}
