'use client'
import { useState } from 'react'
import { Resting } from '@/components/ui/resting'
import { useRefresh } from '@/components/ui/use-refresh'
import { useLinkStream } from './link-stream'

/** Draws the page anew whenever this link or one of its visits moves. `drawnAt`: see EventListener. */
export function LiveLink({ linkId, drawnAt }: { linkId: string; drawnAt: number }) {
  const [isResting, setResting] = useState(false)
  const [refresh] = useRefresh()
  useLinkStream(`/api/events/links?link=${linkId}`, { drawnAt, onMoves: refresh, onGap: refresh, onRest: setResting })
  return isResting ? <Resting /> : null
}
