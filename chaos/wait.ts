const LOOK_EVERY_MS = 50

export const pause = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms))

/** Milliseconds until `check` was true; null when it was not within the time. A check that throws is not true yet. */
export async function until(check: () => Promise<boolean> | boolean, withinMs: number): Promise<number | null> {
  const began = performance.now()
  for (;;) {
    if (
      await Promise.resolve()
        .then(check)
        .catch(() => false)
    )
      return performance.now() - began
    if (performance.now() - began > withinMs) return null
    await pause(LOOK_EVERY_MS)
  }
}
