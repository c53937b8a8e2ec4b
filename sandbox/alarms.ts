/** setTimeout cannot wait longer than this. */
const longestMs = 2 ** 31 - 1

export type Alarms = { at(time: number, ring: () => void): void; clear(): void }

/** Runs things at a time of day. What is due survives a restart because the store holds the times, not this. */
export function setAlarms(now: () => number): Alarms {
  const timers = new Set<NodeJS.Timeout>()
  const at = (time: number, ring: () => void) => {
    const wait = Math.max(0, time - now())
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        if (wait > longestMs) at(time, ring)
        else ring()
      },
      Math.min(wait, longestMs),
    )
    timers.add(timer)
  }
  return {
    at,
    clear() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
