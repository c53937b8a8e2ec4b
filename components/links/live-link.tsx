'use client'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { useLinkStream } from './link-stream'

/** Draws the page anew whenever this link or one of its visits moves. */
export function LiveLink({ linkId }: { linkId: string }) {
  const router = useRouter()
  const refresh = () => startTransition(() => router.refresh())
  useLinkStream(`/api/events/links?link=${linkId}`, { onMoves: refresh, onGap: refresh })
  return null
}
