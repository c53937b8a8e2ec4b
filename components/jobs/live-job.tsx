'use client'
import { useState } from 'react'
import { Resting } from '@/components/ui/resting'
import { useRefresh } from '@/components/ui/use-refresh'
import { useJobStream } from './job-stream'

/** Draws the page anew whenever this job moves. `drawnAt`: see EventListener. */
export function LiveJob({ jobId, drawnAt }: { jobId: string; drawnAt: number }) {
  const [isResting, setResting] = useState(false)
  const [refresh] = useRefresh()
  useJobStream(`/api/events?job=${jobId}`, { drawnAt, onMoves: refresh, onGap: refresh, onRest: setResting })
  return isResting ? <Resting /> : null
}
