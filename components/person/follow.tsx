'use client'
import { useEffect } from 'react'

/** Milliseconds between two looks: often at first, seldom later. A phone in a pocket is not asked to look at all. */
const LOOKS_MS = [1_500, 2_000, 2_000, 3_000, 3_000, 5_000, 5_000, 10_000] as const

/** Loads the page again once it would show something else than `stage`, as the address says. */
export function Follow({ address, stage }: { address: string; stage: string }) {
  useEffect(() => {
    const leaving = new AbortController()
    let looks = 0
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      clearTimeout(timer)
      const answer = await fetch(address, { cache: 'no-store', signal: leaving.signal })
        .then((response) => (response.ok ? response.text() : stage))
        .catch(() => stage)
      if (leaving.signal.aborted) return
      if (answer !== stage) return window.location.reload()
      plan()
    }
    const plan = () => {
      const wait = LOOKS_MS[Math.min(looks++, LOOKS_MS.length - 1)]
      if (document.visibilityState === 'visible') timer = setTimeout(() => void look(), wait)
    }
    const onReturn = () => {
      if (document.visibilityState !== 'visible') return clearTimeout(timer)
      looks = 0
      void look()
    }
    document.addEventListener('visibilitychange', onReturn, { signal: leaving.signal })
    plan()
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [address, stage])
  return null
}
