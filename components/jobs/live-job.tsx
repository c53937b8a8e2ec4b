'use client'
import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
import { Resting } from '@/components/ui/resting'
import { useJobStream } from './job-stream'

/** Draws the page anew whenever this job moves. `drawnAt`: see EventListener. */
export function LiveJob({ jobId, drawnAt }: { jobId: string; drawnAt: number }) {
  const router = useRouter()
  const [isResting, setResting] = useState(false)
  const refresh = () => startTransition(() => router.refresh())
  useJobStream(`/api/events?job=${jobId}`, { drawnAt, onMoves: refresh, onGap: refresh, onRest: setResting })
  return isResting ? <Resting /> : null
}
