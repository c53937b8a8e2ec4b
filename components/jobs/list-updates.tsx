'use client'
import { UpdatesPill, useUpdates } from '@/components/ui/updates-pill'
import { useStream } from '@/components/ui/use-stream'
import type { JobState } from '@/lib/domain/job'
import { jobMovesSchema } from './job-moves'

type ListUpdatesProps = {
  /** Changes with every drawing of the list. */
  drawnAt: number
  shown: readonly string[]
  /** States that bring a job not yet shown into this list; empty: none do. */
  states: readonly JobState[]
  /** A report beside the verdict does too, whatever the state. */
  reports?: boolean
}

/** Says how many jobs have moved, and shows them when asked. */
export function ListUpdates({ drawnAt, shown, states, reports = false }: ListUpdatesProps) {
  const updates = useUpdates(drawnAt)
  useStream('/api/events', jobMovesSchema, {
    drawnAt,
    onMoves: (moves) =>
      updates.note(
        moves
          .filter(
            ({ id, state, reportWaits }) => shown.includes(id) || states.includes(state) || (reports && reportWaits),
          )
          .map(({ id }) => id),
      ),
    onGap: updates.onGap,
  })
  return <UpdatesPill {...updates} />
}
