'use client'
import { useEffect, useState } from 'react'

/**
 * Whether the page was opened for the next person, by the button that says so. The address forgets it once it is
 * heeded: Back and a reload turn no camera on.
 */
export function useNext(isHeeded: boolean): boolean {
  // Not rendered, so it may differ from what the server drew.
  const [isNext] = useState(() => typeof location === 'object' && new URLSearchParams(location.search).has('next'))
  useEffect(() => {
    if (!isNext || !isHeeded) return
    const address = new URL(location.href)
    address.searchParams.delete('next')
    history.replaceState(null, '', address)
  }, [isNext, isHeeded])
  return isNext
}
