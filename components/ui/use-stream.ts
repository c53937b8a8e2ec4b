'use client'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import { type EventListener, openEvents } from './event-source'

type Listener<Moves> = Omit<EventListener, 'onMoves'> & { onMoves: (moves: Moves) => void }

/** Hears of what moves: see openEvents. `schema` reads what the server tells, and never fails. */
export function useStream<Schema extends z.ZodCatch>(
  path: string,
  schema: Schema,
  listener: Listener<z.output<Schema>>,
): void {
  const latest = useRef<EventListener>({ drawnAt: 0, onMoves: () => {}, onGap: () => {} })
  useEffect(() => {
    latest.current = { ...listener, onMoves: (data) => listener.onMoves(schema.parse(data)) }
  })
  useEffect(() => openEvents(path, latest), [path])
}
