'use client'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { type JobState, jobStateSchema } from '@/lib/domain/job'

const POLL_MS = 5_000
const RETRY_MS = 15_000

const movesSchema = z.array(z.object({ id: z.string(), state: jobStateSchema }))

export type JobMoves = { id: string; state: JobState }[]

type Listener = {
  onMoves: (moves: JobMoves) => void
  /** Something may have moved unheard. `silence`: the stream is broken, and this is called every few seconds. */
  onGap: (why: 'missed' | 'hidden' | 'silence') => void
}

/**
 * Hears of jobs that move. Server-sent events while they work, a call of `onGap` every few seconds
 * while they do not, nothing at all while the page is hidden.
 */
export function useJobStream(path: string, listener: Listener): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => openStream(path, latest), [path])
}

function openStream(path: string, latest: { current: Listener }): () => void {
  let source: EventSource | null = null
  let poll: ReturnType<typeof setInterval> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const stop = () => {
    source?.close()
    source = null
    clearInterval(poll)
    clearTimeout(retry)
    poll = undefined
  }
  const start = () => {
    stop()
    const opened = new EventSource(path)
    source = opened
    opened.addEventListener('ready', () => {
      clearInterval(poll)
      poll = undefined
    })
    opened.addEventListener('jobs', ({ data }) => latest.current.onMoves(readMoves(data)))
    opened.addEventListener('gap', () => latest.current.onGap('missed'))
    opened.addEventListener('error', () => {
      poll ??= setInterval(() => latest.current.onGap('silence'), POLL_MS)
      // A refused stream is closed for good; a broken one comes back by itself.
      if (opened.readyState !== EventSource.CLOSED) return
      clearTimeout(retry)
      retry = setTimeout(start, RETRY_MS)
    })
  }
  const onVisibility = () => {
    if (document.hidden) return stop()
    latest.current.onGap('hidden')
    start()
  }
  if (!document.hidden) start()
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    stop()
  }
}

function readMoves(data: unknown): JobMoves {
  try {
    return movesSchema.safeParse(JSON.parse(String(data))).data ?? []
  } catch {
    return []
  }
}
