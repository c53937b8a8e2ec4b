'use client'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useState } from 'react'
import { watchAttendance } from '@/components/ui/attended'
import { Resting } from '@/components/ui/resting'

/** A status is watched when something is wrong: then minutes matter, and no event tells of what has gone silent. */
const EVERY_MS = 5_000

/** Draws the page anew every few seconds while somebody is at it, and says so when it has stopped. */
export function LiveStatus() {
  const router = useRouter()
  const [isResting, setResting] = useState(false)
  useEffect(() => {
    const look = () => {
      if (document.hidden) return
      const resting = !attendance.isAttended()
      setResting(resting)
      if (!resting) startTransition(() => router.refresh())
    }
    const attendance = watchAttendance(look)
    const timer = setInterval(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      attendance.stop()
    }
  }, [router])
  return isResting ? <Resting /> : null
}
