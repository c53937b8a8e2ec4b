'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useTransition } from 'react'
import { limited } from '@/components/kept/limited'

/** A portal that is silent for longer is not reached. */
const ANSWER_MS = 10_000

/**
 * Draws the page anew, if the portal can be reached, and says whether that is under way. Next would otherwise load the
 * whole document instead, and an open page with all that is on it would become the browser's own error page.
 */
export function useRefresh(): readonly [refresh: () => void, pending: boolean] {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const refresh = useCallback(
    () =>
      startTransition(async () => {
        if (await isReachable()) startTransition(() => router.refresh())
      }),
    [router],
  )
  return [refresh, pending]
}

async function isReachable(): Promise<boolean> {
  try {
    const signal = limited(new AbortController().signal, ANSWER_MS)
    return (await fetch('/api/health/live', { cache: 'no-store', signal })).ok
  } catch {
    return false
  }
}
