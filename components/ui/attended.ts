/**
 * Whatever a page asks for by itself is a request, and so a sign of life of its session, unless it says that nobody is
 * there. Nobody is once no hand has been on the page for this long, so that a session left open comes to its idle end.
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
