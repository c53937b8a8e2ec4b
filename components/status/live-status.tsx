'use client'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'

/** A status is watched when something is wrong: then minutes matter, and no event tells of what has gone silent. */
const EVERY_MS = 5_000

/** Draws the page anew every few seconds while it is looked at. */
export function LiveStatus() {
  const router = useRouter()
  useEffect(() => {
    const look = () => {
      if (!document.hidden) startTransition(() => router.refresh())
    }
    const timer = setInterval(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [router])
  return null
}
