'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useTransition } from 'react'
import { cookieNames } from '@/lib/domain/cookie-names'
import { watchAttendance } from './attended'
import { holdDrawings } from './hold-drawings'
import { isReachable } from './is-reachable'
import { writePageCookie } from './page-cookie'

/** Seconds until the cookie runs out, in case the page is closed before it takes it back. */
const COOKIE_S = 10

/**
 * Draws the page anew, if the portal can be reached, and says whether that is under way. If the portal goes away in
 * between, the page stays as it is and waits (hold-drawings.ts). It is drawn also when nobody is at it, for people who
 * look without touching; but then it is no sign of life of the session.
 */
export function useRefresh(): readonly [refresh: () => void, pending: boolean] {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const attendance = useRef<ReturnType<typeof watchAttendance>>(null)
  /** The page's path, while it says that nobody is there. */
  const unattended = useRef<string>(null)
  useEffect(holdDrawings, [])
  useEffect(() => {
    const watched = watchAttendance()
    attendance.current = watched
    return watched.stop
  }, [])
  const refresh = useCallback(
    () =>
      startTransition(async () => {
        // A portal that is only busy gets a second look: nobody asks again for what moved.
        if (!(await isReachable()) && !(await isReachable())) return
        if (attendance.current?.isAttended() === false) {
          // By a cookie, because Next's refresh takes no headers; for this path alone, because somebody may be at another
          // window.
          unattended.current = window.location.pathname
          writePageCookie(cookieNames.unattended, '1', { path: unattended.current, seconds: COOKIE_S })
        }
        startTransition(() => router.refresh())
      }),
    [router],
  )
  useEffect(() => {
    if (pending || unattended.current === null) return
    writePageCookie(cookieNames.unattended, '', { path: unattended.current, seconds: 0 })
    unattended.current = null
  }, [pending])
  return [refresh, pending]
}
