'use client'
import { useEffect } from 'react'
import { type Side, wipeSide } from './vault'

/** On a page where nobody sits at the camera any more: what was kept for it is wiped from this browser. */
export function Wipe({ side }: { side: Side }) {
  useEffect(() => {
    // A browser that keeps nothing has nothing to wipe.
    wipeSide(side).catch(() => {})
  }, [side])
  return null
}
