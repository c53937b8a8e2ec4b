import { limited } from '@/components/ui/limited'
import { gateFaultOf, UNCHECKED } from '@/lib/domain/gate-fault'
import type { Captured } from '@/lib/domain/guidance'
import { failure, type SendWords } from './send-frame'

const TIMEOUT_MS = 30_000
/** Waits before a submission is tried again by itself, in milliseconds. */
const WAITS_MS = [1_000, 3_000, 8_000] as const

export type Failed = {
  message: string
  again: boolean
  /** Again only when the person says so: by itself it would only come to the same. */
  byHand?: boolean
}

/** Submits a capture, again by itself where that may help. Null: done, or over. Throws when `signal` says to leave. */
export async function submitCapture(captured: Captured, words: SendWords, signal: AbortSignal): Promise<Failed | null> {
  const waits = [...WAITS_MS]
  for (;;) {
    const outcome = await once(captured, words, signal)
    const ms = waits.shift()
    if (!outcome?.again || outcome.byHand || ms === undefined) return outcome
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
    const code = await codeIn(response)
    const fault = gateFaultOf(code)
    if (fault) return { again: false, message: words.faces[fault] }
    if (code === UNCHECKED) return { again: true, byHand: true, message: words.unchecked }
    return failure(response.status, words)
  } catch {
    signal.throwIfAborted()
    return { again: true, message: words.unreachable }
  }
}

/** Why the server did not take it, where it says so. */
async function codeIn(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => null)
  return typeof answer === 'object' && answer && 'code' in answer ? answer.code : null
}
