'use client'
import { movedIdsSchema } from '@/components/ui/moved-ids'
import { UpdatesPill, useUpdates } from '@/components/ui/updates-pill'
import { useStream } from '@/components/ui/use-stream'

/** Says how many links have moved, and shows them when asked. On the newest page, links not yet shown count too. */
export function LinkUpdates({
  drawnAt,
  shown,
  newest,
}: {
  drawnAt: number
  shown: readonly string[]
  newest: boolean
}) {
  const updates = useUpdates(drawnAt)
  useStream('/api/events/links', movedIdsSchema, {
    drawnAt,
    onMoves: (ids, toldAt) => updates.note(newest ? ids : ids.filter((id) => shown.includes(id)), toldAt),
    onGap: updates.onGap,
  })
  return <UpdatesPill {...updates} />
}
