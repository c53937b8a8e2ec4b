'use client'
import { useEffect, useState } from 'react'

/** After this long without a pass (milliseconds) nobody is made to wait for the guidance any more. */
const MANUAL_AFTER_MS = 10_000

/** Whether this stage has gone on for so long that the shutter must open. Null: no stage, and nothing is remembered. */
export function useLate(stage: string | null): boolean {
  const [late, setLate] = useState<string | null>(null)
  useEffect(() => {
    if (!stage) return setLate(null)
    const timer = setTimeout(() => setLate(stage), MANUAL_AFTER_MS)
    return () => clearTimeout(timer)
  }, [stage])
  return stage !== null && late === stage
}
