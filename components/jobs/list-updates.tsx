'use client'
import type { z } from 'zod'
import { UpdatesPill, useUpdates } from '@/components/ui/updates-pill'
import { useStream } from '@/components/ui/use-stream'
import type { JobState } from '@/lib/domain/job'
import { waitsOf } from '@/lib/domain/waits'
import { jobMovesSchema } from './job-moves'

type Move = z.output<typeof jobMovesSchema>[number]

type ListUpdatesProps = {
  /** Changes with every drawing of the list. */
  drawnAt: number
  shown: readonly string[]
  /** States that bring a job not yet shown into this list; empty: none do. */
  states: readonly JobState[]
  /** Something else that somebody has to look at does too, whatever the state. */
  waits?: boolean
  /** People whose every job moves this list. */
  people?: readonly string[]
  /** The page is about one of them alone: once they are erased it is drawn anew unasked. */
  isAboutThem?: boolean
  /** The list's filters stand above it. */
  afterFilters?: boolean
}

/** Says how many jobs have moved, and shows them when asked. */
export function ListUpdates({
  drawnAt,
  shown,
  states,
  waits = false,
  people = [],
  isAboutThem = false,
  afterFilters = false,
}: ListUpdatesProps) {
  const updates = useUpdates(drawnAt)
  useStream('/api/events', jobMovesSchema, {
    drawnAt,
    onMoves: (moves, toldAt) => {
      const isTheirs = ({ enrolleeId }: Move) => enrolleeId !== undefined && people.includes(enrolleeId)
      if (isAboutThem && moves.some((move) => move.isErased && isTheirs(move))) return updates.refresh()
      updates.note(
        moves
          .filter((move) => {
            const isWaiting = waits && waitsOf(move).length > 0
            return shown.includes(move.id) || states.includes(move.state) || isWaiting || isTheirs(move)
          })
          .map(({ id }) => id),
        toldAt,
      )
    },
    onGap: updates.onGap,
  })
  return <UpdatesPill {...updates} afterFilters={afterFilters} />
}
