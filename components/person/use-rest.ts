'use client'
import { useCallback, useState } from 'react'
import { pause } from '@/components/capture/pause'
import type { Rest } from './send-frame'

/** A pause the portal asked for: until when, on this device's own clock, and the waiting itself. */
export function useRest(): { until: Date | null; rest: Rest } {
  const [until, setUntil] = useState<Date | null>(null)
  const rest = useCallback<Rest>(async (ms, signal) => {
    setUntil(new Date(Date.now() + ms))
    await pause(ms, signal).finally(() => setUntil(null))
  }, [])
  return { until, rest }
}
