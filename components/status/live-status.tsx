'use client'
import { useEffect, useState } from 'react'
import { watchAttendance } from '@/components/ui/attended'
import { Resting } from '@/components/ui/resting'
import { useRefresh } from '@/components/ui/use-refresh'

/** A status is watched when something is wrong: then minutes matter, and no event tells of what has gone silent. */
const EVERY_MS = 5_000

/** Draws the page anew every few seconds while somebody is at it, and says so when it has stopped. */
export function LiveStatus() {
  const [refresh] = useRefresh()
  const [isResting, setResting] = useState(false)
  useEffect(() => {
    const look = () => {
      if (document.hidden) return
      const resting = !attendance.isAttended()
      setResting(resting)
      if (!resting) refresh()
    }
    // Before attendance, which hears of the same: a page that is shown again is drawn once.
    document.addEventListener('visibilitychange', look)
    const attendance = watchAttendance(look)
    const timer = setInterval(look, EVERY_MS)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      attendance.stop()
    }
  }, [refresh])
  return isResting ? <Resting /> : null
}
