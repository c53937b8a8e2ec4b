'use client'
import { movedIdsSchema } from '@/components/ui/moved-ids'
import { UpdatesPill, useUpdates } from '@/components/ui/updates-pill'
import { useStream } from '@/components/ui/use-stream'

/** Says how many callbacks have come or changed, and shows them when asked. New ones count on an unfiltered first page. */
export function CallbackUpdates({
  drawnAt,
  shown,
  isWhole,
}: {
  drawnAt: number
  shown: readonly string[]
  isWhole: boolean
}) {
  const updates = useUpdates(drawnAt)
  useStream('/api/events/callbacks', movedIdsSchema, {
    drawnAt,
    onMoves: (ids, toldAt) => updates.note(isWhole ? ids : ids.filter((id) => shown.includes(id)), toldAt),
    onGap: updates.onGap,
  })
  return <UpdatesPill {...updates} />
}
