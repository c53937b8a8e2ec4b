/**
 * Milliseconds without a touch after which nobody is taken to be at a page. A request that the page makes by itself would
 * keep its session alive; from then on the page says with it that nobody is there, so that the session ends when idle.
 */
export const UNATTENDED_MS = 5 * 60_000

const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'visibilitychange'] as const

/** Whether somebody is at this page. `onReturn`: somebody is again, after nobody was. */
export function watchAttendance(onReturn: () => void = () => {}): { isAttended(): boolean; stop(): void } {
  let attendedAt = performance.now()
  const isAttended = () => performance.now() - attendedAt <= UNATTENDED_MS
  const attend = () => {
    // A page that is being hidden is left, not attended.
    if (document.hidden) return
    const rested = !isAttended()
    attendedAt = performance.now()
    if (rested) onReturn()
  }
  for (const sign of signsOfLife) document.addEventListener(sign, attend, { passive: true })
  return {
    isAttended,
    stop() {
      for (const sign of signsOfLife) document.removeEventListener(sign, attend)
    },
  }
}
