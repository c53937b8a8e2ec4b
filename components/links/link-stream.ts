'use client'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { type EventListener, openEvents } from '@/components/ui/event-source'

const movesSchema = z.array(z.object({ id: z.string() })).catch([])

type Listener = Omit<EventListener, 'onMoves'> & { onMoves: (linkIds: string[]) => void }

/** Hears of links that move, by their visits or by an operator: see openEvents. */
export function useLinkStream(path: string, listener: Listener): void {
  const latest = useRef<EventListener>({ drawnAt: 0, onMoves: () => {}, onGap: () => {} })
  useEffect(() => {
    latest.current = { ...listener, onMoves: (data) => listener.onMoves(movesSchema.parse(data).map(({ id }) => id)) }
  })
  useEffect(() => openEvents(path, latest), [path])
}
