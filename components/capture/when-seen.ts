/** Waits until somebody can see the page. Rejects when the signal fires. */
export function whenSeen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    if (!document.hidden) return resolve()
    const over = new AbortController()
    const finish = (act: () => void) => {
      over.abort()
      act()
    }
    const look = () => (document.hidden ? undefined : finish(resolve))
    document.addEventListener('visibilitychange', look, { signal: over.signal })
    signal.addEventListener('abort', () => finish(() => reject(signal.reason)), { signal: over.signal })
  })
}
