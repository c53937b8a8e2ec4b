'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useTransition } from 'react'
import { cookieNames } from '@/lib/domain/cookie-names'
import { watchAttendance } from './attended'
import { holdDrawings } from './hold-drawings'
import { isReachable } from './is-reachable'
import { writePageCookie } from './page-cookie'

/** Seconds after which the cookie is gone, should the page end before it takes it back. */
const COOKIE_S = 10

/**
 * Draws the page anew, if the portal can be reached, and says whether that is under way. One that is gone in between is
 * waited for (hold-drawings.ts): nothing takes the place of an open page.
 * With nobody at the page it is still drawn, for whoever looks without touching, and is no sign of life.
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
        if (!(await isReachable())) return
        if (attendance.current?.isAttended() === false) {
          // Not in a header: Next's refresh takes none. For this path alone: another window may well be attended.
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
