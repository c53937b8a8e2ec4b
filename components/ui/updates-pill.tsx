'use client'
import { ArrowUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { leaveFocus } from './leave-focus'
import { useRefresh } from './use-refresh'

/**
 * Which rows have moved since the list was drawn, and how to draw it anew. `drawnAt` changes with every drawing: a newly
 * drawn list holds every move told before it was drawn, and none that was told while it was on its way here.
 */
export function useUpdates(drawnAt: number) {
  const [refresh, pending] = useRefresh()
  /** When each was told, by the portal's clock. */
  const [moved, setMoved] = useState<ReadonlyMap<string, number>>(new Map())
  const [isStale, setStale] = useState(false)
  useEffect(() => {
    if (!drawnAt) return
    setMoved((before) => new Map([...before].filter(([, toldAt]) => toldAt > drawnAt)))
    setStale(false)
  }, [drawnAt])
  return {
    pending,
    refresh,
    words: moved.size > 0 ? `${moved.size} ${moved.size === 1 ? 'update' : 'updates'}` : isStale ? 'Refresh' : '',
    note: (ids: readonly string[], toldAt: number) => {
      if (ids.length > 0) setMoved((before) => new Map([...before, ...ids.map((id) => [id, toldAt] as const)]))
    },
    // Somebody who has just come back has no pointer on a row yet.
    onGap: (why: 'missed' | 'hidden' | 'silence') => (why === 'silence' ? setStale(true) : refresh()),
  }
}

/** Says how many rows have moved, and shows them when asked: rows never jump under the pointer. */
export function UpdatesPill({
  words,
  pending,
  refresh,
}: Pick<ReturnType<typeof useUpdates>, 'words' | 'pending' | 'refresh'>) {
  return (
    <div role="status" className="pointer-events-none sticky top-16 z-20 flex h-0 justify-center desk:top-4">
      {words ? (
        <button
          ref={leaveFocus}
          type="button"
          aria-busy={pending || undefined}
          onClick={refresh}
          className="pointer-events-auto -mt-3.5 flex h-7 items-center gap-1.5 rounded-full bg-ink px-3.5 text-[0.8125rem] font-medium text-paper shadow-lift"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {words}
        </button>
      ) : null}
    </div>
  )
}
