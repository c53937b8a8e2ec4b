'use client'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import { type EventListener, openEvents } from './event-source'

type Listener<Moves> = Omit<EventListener, 'onMoves' | 'onSignedOut'> & { onMoves: (moves: Moves) => void }

/**
 * The page becomes the sign-in page, which leads back: what is on it is not for whoever sits there now. Not while
 * a dialog is open, where something may be half-typed; once it is closed.
 */
function leave(): void {
  if (!document.querySelector('[role="dialog"]')) window.location.reload()
}

/** Hears of what moves: see openEvents. `schema` reads what the server tells, and never fails. */
export function useStream<Schema extends z.ZodCatch>(
  path: string,
  schema: Schema,
  listener: Listener<z.output<Schema>>,
): void {
  const latest = useRef<EventListener>({ drawnAt: 0, onMoves: () => {}, onGap: () => {}, onSignedOut: leave })
  useEffect(() => {
    latest.current = {
      ...listener,
      onMoves: (data) => listener.onMoves(schema.parse(data)),
      onSignedOut: leave,
    }
  })
  useEffect(() => openEvents(path, latest), [path])
}
