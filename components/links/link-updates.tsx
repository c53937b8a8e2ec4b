'use client'
import { UpdatesPill, useUpdates } from '@/components/ui/updates-pill'
import { useLinkStream } from './link-stream'

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
  useLinkStream('/api/events/links', {
    drawnAt,
    onMoves: (ids) => updates.note(newest ? ids : ids.filter((id) => shown.includes(id))),
    onGap: updates.onGap,
  })
  return <UpdatesPill {...updates} />
}
