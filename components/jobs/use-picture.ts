'use client'
import { useEffect, useRef, useState } from 'react'
import type { LookReason } from '@/lib/domain/look-reason'

/**
 * One frame of a job, fetched when it is asked for. By POST: with each goes why it is looked at, which belongs in no
 * address. The picture lives in this page's memory and goes with it.
 */
export function usePicture(jobId: string, position: number) {
  const [url, setUrl] = useState<string | null>(null)
  const [state, setState] = useState<'veiled' | 'asked' | 'shown' | 'failed'>('veiled')
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])
  useEffect(() => (url ? () => URL.revokeObjectURL(url) : undefined), [url])

  const hide = (then: 'veiled' | 'failed' = 'veiled') => {
    asking.current?.abort()
    setUrl(null)
    setState(then)
  }
  const show = async (reason: LookReason) => {
    const present = new AbortController()
    const { signal } = present
    asking.current = present
    setState('asked')
    const jpeg = await fetch(`/api/jobs/${jobId}/frames/${position}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
      signal,
    })
      .then((response) => (response.ok ? response.blob() : null))
      .catch(() => null)
    if (signal.aborted) return
    if (!jpeg) return hide('failed')
    setUrl(URL.createObjectURL(jpeg))
    setState('shown')
  }
  return { url, state, show, hide }
}
