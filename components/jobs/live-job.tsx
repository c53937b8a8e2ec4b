'use client'
import { useState } from 'react'
import { Resting } from '@/components/ui/resting'
import { useRefresh } from '@/components/ui/use-refresh'
import { useStream } from '@/components/ui/use-stream'
import { jobMovesSchema } from './job-moves'

/** Draws the page anew whenever this job moves. `drawnAt`: see EventListener. */
export function LiveJob({ jobId, drawnAt }: { jobId: string; drawnAt: number }) {
  const [isResting, setResting] = useState(false)
  const [refresh] = useRefresh()
  useStream(`/api/events?job=${jobId}`, jobMovesSchema, {
    drawnAt,
    onMoves: refresh,
    onGap: refresh,
    onRest: setResting,
  })
  return isResting ? <Resting /> : null
}
