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

/** Room for the pill at the end of a list's filters: last among them, so that it lies over none. */
export function UpdatesPlace() {
  return <span aria-hidden className="ml-auto h-9 w-27 desk:h-7" />
}

type UpdatesPillProps = Pick<ReturnType<typeof useUpdates>, 'words' | 'pending' | 'refresh'> & {
  /** Follows filters that end with an UpdatesPlace, and lies there; else across the upper edge of what comes next. */
  afterFilters?: boolean
}

/** Back over the filters' last row and the room below it: takes no room of its own. */
const overPlace = '-mt-[3.125rem] mb-3.5 h-9 items-center justify-end desk:-mt-[2.625rem] desk:h-7'
const overEdge = 'h-0 justify-center'

/** Says how many rows have moved, and shows them when asked: rows never jump under the pointer. */
export function UpdatesPill({ words, pending, refresh, afterFilters = false }: UpdatesPillProps) {
  return (
    <div
      role="status"
      className={`pointer-events-none sticky top-16 z-20 flex desk:top-4 ${afterFilters ? overPlace : overEdge}`}
    >
      {words ? (
        <button
          ref={leaveFocus}
          type="button"
          aria-busy={pending || undefined}
          onClick={refresh}
          className={`pointer-events-auto flex h-7 items-center gap-1.5 rounded-full bg-ink px-3 text-[0.8125rem] font-medium text-paper shadow-lift ${afterFilters ? '' : '-mt-3.5'}`}
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {words}
        </button>
      ) : null}
    </div>
  )
}
