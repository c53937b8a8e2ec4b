'use client'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { useJobStream } from './job-stream'

/** Draws the page anew whenever this job moves. */
export function LiveJob({ jobId }: { jobId: string }) {
  const router = useRouter()
  const refresh = () => startTransition(() => router.refresh())
  useJobStream(`/api/events?job=${jobId}`, { onMoves: refresh, onGap: refresh })
  return null
}
