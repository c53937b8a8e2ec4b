'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Captured } from '@/lib/domain/guidance'
import type { SendWords } from './send-frame'
import { type Failed, submitCapture } from './submit-capture'

/**
 * Submits a capture once all of it has arrived, and by itself once more after the network was away: however often it is
 * submitted, the server takes a capture once. Then leads to the page of its result.
 */
export function useSubmit(captured: Captured | null, words: SendWords): { failed: Failed | null; again: () => void } {
  const [failed, setFailed] = useState<Failed | null>(null)
  const [round, setRound] = useState(0)
  const latest = useRef(words)
  useEffect(() => {
    latest.current = words
  })

  // A new round is a new task: the same capture is submitted once more.
  const task = useMemo(() => (captured ? { captured, round } : null), [captured, round])
  useEffect(() => {
    if (!task) return
    const leaving = new AbortController()
    setFailed(null)
    submitCapture(task.captured, latest.current, leaving.signal).then(
      (outcome) => {
        if (leaving.signal.aborted) return
        if (outcome) setFailed(outcome)
        // A whole document: the page of the result needs no camera any more.
        else window.location.replace('/e/visit')
      },
      () => {},
    )
    return () => leaving.abort()
  }, [task])

  useEffect(() => {
    if (!failed?.again || failed.byHand) return
    const goOn = () => setRound((count) => count + 1)
    window.addEventListener('online', goOn)
    return () => window.removeEventListener('online', goOn)
  }, [failed])

  return useMemo(() => ({ failed, again: () => setRound((count) => count + 1) }), [failed])
}
