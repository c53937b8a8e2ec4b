'use client'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import { type EventListener, openEvents } from './event-source'

type Listener<Moves> = Omit<EventListener, 'onMoves' | 'onSignedOut'> & {
  onMoves: (moves: Moves, toldAt: number) => void
}

/**
 * Loads the page again, which then is the sign-in page and leads back: what this page shows is not for whoever sits there
 * now, a face that is enlarged least of all. While a dialog is open in which something may be half-typed, it waits: it is
 * called again later.
 */
function leave(): void {
  if (!document.querySelector('dialog[open] :is(input, textarea)')) window.location.reload()
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
      onMoves: (data, toldAt) => listener.onMoves(schema.parse(data), toldAt),
      onSignedOut: leave,
    }
  })
  useEffect(() => openEvents(path, latest), [path])
}
