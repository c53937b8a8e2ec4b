'use client'
import { useEffect } from 'react'

/** While on, the browser asks before this document is reloaded, closed or left: what it shows can be had nowhere else. */
export function useLeaveGuard(on: boolean): void {
  useEffect(() => {
    if (!on) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [on])
}
