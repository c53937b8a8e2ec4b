'use client'
import { useEffect, useRef, useState } from 'react'
import { fetchFile } from '@/components/ui/fetch-file'
import type { LookReason } from '@/lib/domain/look-reason'
import { type Refusal, refuse } from '@/lib/domain/outcome'

const lost = refuse('no_answer', 'The picture did not arrive. Ask for it once more.')

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
  /** Returns why it is not shown, if it is not. */
  const show = async (reason: LookReason): Promise<Refusal | null> => {
    const present = new AbortController()
    const { signal } = present
    asking.current = present
    setState('asked')
    const answer = await fetchFile(`/api/jobs/${jobId}/frames/${position}`, {
      lost,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
      signal,
    })
    if (signal.aborted) return null
    if (!answer.ok) {
      hide('failed')
      return answer
    }
    setUrl(URL.createObjectURL(answer.file))
    setState('shown')
    return null
  }
  return { url, state, show, hide }
}
