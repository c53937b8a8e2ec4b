'use client'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { type EventListener, openEvents } from '@/components/ui/event-source'
import { UpdatesPill, useUpdates } from '@/components/ui/updates-pill'

const movesSchema = z.array(z.object({ id: z.string() })).catch([])

/** Says how many callbacks have come or changed, and shows them when asked. New ones count on an unfiltered first page. */
export function CallbackUpdates({
  drawnAt,
  shown,
  isWhole,
}: {
  drawnAt: number
  shown: readonly string[]
  isWhole: boolean
}) {
  const updates = useUpdates(drawnAt)
  const latest = useRef<EventListener>({ drawnAt: 0, onMoves: () => {}, onGap: () => {} })
  useEffect(() => {
    latest.current = {
      drawnAt,
      onMoves: (data) => {
        const ids = movesSchema.parse(data).map(({ id }) => id)
        updates.note(isWhole ? ids : ids.filter((id) => shown.includes(id)))
      },
      onGap: updates.onGap,
    }
  })
  useEffect(() => openEvents('/api/events/callbacks', latest), [])
  return <UpdatesPill {...updates} />
}
