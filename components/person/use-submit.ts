'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { limited } from '@/components/kept/limited'
import { type GateFault, gateFaultOf } from '@/lib/domain/gate-fault'
import type { Captured } from '@/lib/domain/guidance'
import { failure, type SendWords } from './send-frame'

const TIMEOUT_MS = 30_000
/** Waits before a submission is tried again by itself, in milliseconds. */
const WAITS_MS = [1_000, 3_000, 8_000] as const

export type Failed = { message: string; again: boolean }

/**
 * Submits a capture once all of it has arrived, and again by itself when the network was away: the server
 * takes the same capture once, however often it is told. What comes then is the server's to show.
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
    submit(task.captured, latest.current, leaving.signal).then(
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
    if (!failed?.again) return
    const goOn = () => setRound((count) => count + 1)
    window.addEventListener('online', goOn)
    return () => window.removeEventListener('online', goOn)
  }, [failed])

  return useMemo(() => ({ failed, again: () => setRound((count) => count + 1) }), [failed])
}

async function submit(captured: Captured, words: SendWords, signal: AbortSignal): Promise<Failed | null> {
  const waits = [...WAITS_MS]
  for (;;) {
    const outcome = await once(captured, words, signal)
    const ms = waits.shift()
    if (!outcome?.again || ms === undefined) return outcome
    await new Promise((resolve) => setTimeout(resolve, ms))
    signal.throwIfAborted()
  }
}

async function once(captured: Captured, words: SendWords, signal: AbortSignal): Promise<Failed | null> {
  try {
    const response = await fetch('/e/visit/submit', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(captured),
      signal: limited(signal, TIMEOUT_MS),
    })
    // Gone: this visit is over, perhaps by this very submission, whose answer was lost. Its page knows.
    if (response.ok || response.status === 410) return null
    const fault = response.status === 422 ? await faultIn(response) : null
    return fault ? { again: false, message: words.faces[fault] } : failure(response.status, words)
  } catch {
    signal.throwIfAborted()
    return { again: true, message: words.unreachable }
  }
}

/** What was wrong with the pictures, where the server says so. */
async function faultIn(response: Response): Promise<GateFault | null> {
  const answer: unknown = await response.json().catch(() => null)
  return typeof answer === 'object' && answer && 'code' in answer ? gateFaultOf(answer.code) : null
}
