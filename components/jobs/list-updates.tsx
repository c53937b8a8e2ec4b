'use client'
import { ArrowUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import type { JobState } from '@/lib/domain/job'
import { useJobStream } from './job-stream'

type ListUpdatesProps = {
  /** Changes with every drawing of the list. */
  drawnAt: number
  shown: readonly string[]
  /** States that bring a job not yet shown into this list; empty: none do. */
  states: readonly JobState[]
}

/** Says how many jobs have moved, and shows them when asked: rows never jump under the pointer. */
export function ListUpdates({ drawnAt, shown, states }: ListUpdatesProps) {
  const router = useRouter()
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set())
  const [isStale, setStale] = useState(false)
  const [pending, startTransition] = useTransition()
  // A newly drawn list holds every move heard before it.
  useEffect(() => {
    if (!drawnAt) return
    setMoved(new Set())
    setStale(false)
  }, [drawnAt])
  const refresh = () => startTransition(() => router.refresh())
  useJobStream('/api/events', {
    onMoves: (moves) => {
      const ours = moves.filter(({ id, state }) => shown.includes(id) || states.includes(state))
      if (ours.length > 0) setMoved((before) => new Set([...before, ...ours.map(({ id }) => id)]))
    },
    // Somebody who has just come back has no pointer on a row yet.
    onGap: (why) => (why === 'silence' ? setStale(true) : refresh()),
  })
  const words = moved.size > 0 ? `${moved.size} ${moved.size === 1 ? 'update' : 'updates'}` : isStale ? 'Refresh' : ''
  return (
    <div role="status" className="pointer-events-none sticky top-16 z-20 flex h-0 justify-center desk:top-4">
      {words ? (
        <button
          type="button"
          aria-busy={pending || undefined}
          onClick={refresh}
          className="pointer-events-auto -mt-3.5 flex h-8 items-center gap-1.5 rounded-full bg-ink px-3.5 text-[0.8125rem] font-medium text-paper shadow-lift"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {words}
        </button>
      ) : null}
    </div>
  )
}
