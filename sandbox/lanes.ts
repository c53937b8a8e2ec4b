/**
 * Runs at most `width` things at once, first come, first served. A hundred jobs judged side by side would all end
 * late together and hold a hundred zips in memory.
 */
export function openLanes(width: number) {
  const waiting: (() => void)[] = []
  let busy = 0
  return async (work: () => Promise<void>): Promise<void> => {
    if (busy >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy += 1
    try {
      await work()
    } finally {
      // A lane that is handed on stays busy.
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

export type Lanes = ReturnType<typeof openLanes>
