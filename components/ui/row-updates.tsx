'use client'
import { movedIdsSchema } from './moved-ids'
import { UpdatesPill, useUpdates } from './updates-pill'
import { useStream } from './use-stream'

type RowUpdatesProps = {
  /** Tells the ids of what moves. */
  stream: '/api/events/links' | '/api/events/callbacks'
  /** Changes with every drawing of the list. */
  drawnAt: number
  shown: readonly string[]
  /** Rows not yet shown count too: on the newest page of an unfiltered list. */
  countsNew: boolean
  /** The list's filters stand above it. */
  afterFilters: boolean
}

/** Says how many rows have come or moved, and shows them when asked. */
export function RowUpdates({ stream, drawnAt, shown, countsNew, afterFilters }: RowUpdatesProps) {
  const updates = useUpdates(drawnAt)
  useStream(stream, movedIdsSchema, {
    drawnAt,
    onMoves: (ids, toldAt) => updates.note(countsNew ? ids : ids.filter((id) => shown.includes(id)), toldAt),
    onGap: updates.onGap,
  })
  return <UpdatesPill {...updates} afterFilters={afterFilters} />
}
