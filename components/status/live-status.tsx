'use client'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useState } from 'react'

/** A status is watched when something is wrong: then minutes matter, and no event tells of what has gone silent. */
const EVERY_MS = 5_000
/**
 * Each drawing is a request, and so a sign of life of the session. Without a hand on the page for this long it rests,
 * so that a session left open comes to its idle end.
 */
const UNATTENDED_MS = 5 * 60_000

const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const

/** Draws the page anew every few seconds while somebody is at it, and says so when it has stopped. */
export function LiveStatus() {
  const router = useRouter()
  const [isResting, setResting] = useState(false)
  useEffect(() => {
    let attendedAt = performance.now()
    const look = () => {
      if (document.hidden) return
      const resting = performance.now() - attendedAt > UNATTENDED_MS
      setResting(resting)
      if (!resting) startTransition(() => router.refresh())
    }
    const attend = () => {
      const rested = performance.now() - attendedAt > UNATTENDED_MS
      attendedAt = performance.now()
      if (rested) look()
    }
    const timer = setInterval(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)
    for (const sign of signsOfLife) document.addEventListener(sign, attend, { passive: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const sign of signsOfLife) document.removeEventListener(sign, attend)
    }
  }, [router])
  return isResting ? (
    <p className="text-sm text-ink-2">
      Nobody has touched this page for five minutes, so it no longer follows. Move the pointer to go on.
    </p>
  ) : null
}
