/**
 * Whatever a page asks for by itself is a request, and so a sign of life of its session. Without a hand on the page for
 * this long it rests, so that a session left open comes to its idle end.
 */
export const UNATTENDED_MS = 5 * 60_000

const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const

/** Whether somebody is at this page. `onReturn`: somebody is again, after nobody was. */
export function watchAttendance(onReturn: () => void): { isAttended(): boolean; stop(): void } {
  let attendedAt = performance.now()
  const isAttended = () => performance.now() - attendedAt <= UNATTENDED_MS
  const attend = () => {
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
