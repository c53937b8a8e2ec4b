'use client'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { type EventListener, openEvents } from '@/components/ui/event-source'
import { type JobState, jobStateSchema } from '@/lib/domain/job'
import type { Waiting } from '@/lib/domain/waits'

const mark = z.boolean().default(false)
const movesSchema = z
  .array(z.object({ id: z.string(), state: jobStateSchema, reportWaits: mark, conflictWaits: mark }))
  .catch([])

export type JobMoves = ({ id: string; state: JobState } & Waiting)[]

type Listener = Omit<EventListener, 'onMoves'> & { onMoves: (moves: JobMoves) => void }

/** Hears of jobs that move: see openEvents. */
export function useJobStream(path: string, listener: Listener): void {
  const latest = useRef<EventListener>({ drawnAt: 0, onMoves: () => {}, onGap: () => {} })
  useEffect(() => {
    latest.current = { ...listener, onMoves: (data) => listener.onMoves(movesSchema.parse(data)) }
  })
  useEffect(() => openEvents(path, latest), [path])
}
