'use client'
import { useState } from 'react'
import { movedIdsSchema } from '@/components/ui/moved-ids'
import { Resting } from '@/components/ui/resting'
import { useRefresh } from '@/components/ui/use-refresh'
import { useStream } from '@/components/ui/use-stream'

/** Draws the page anew whenever this link or one of its visits moves. `drawnAt`: see EventListener. */
export function LiveLink({ linkId, drawnAt }: { linkId: string; drawnAt: number }) {
  const [isResting, setResting] = useState(false)
  const [refresh] = useRefresh()
  useStream(`/api/events/links?link=${linkId}`, movedIdsSchema, {
    drawnAt,
    onMoves: refresh,
    onGap: refresh,
    onRest: setResting,
  })
  return isResting ? <Resting /> : null
}
