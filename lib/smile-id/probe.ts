import type { FailureCause } from '@/lib/domain/provider'
import { send } from './request'

/** A probe is one line each way; who needs longer does not answer as far as people waiting are concerned. */
const PROBE_MS = 10_000

/** What the database keeps of a clock's error; beyond it only its size is lost. Milliseconds, some 24 days. */
const SKEW_MAX = 2 ** 31 - 1

/** `skewMs`: the provider's clock minus ours, exact to a second and at most SKEW_MAX; null when it did not say. */
export type ProbeAnswer = { answers: true; skewMs: number | null } | { answers: false; cause: FailureCause }

/**
 * Asks for the provider's public list of services: whether it answers at all, and what time it is there. Any answer
 * counts but those of a server in trouble; it costs nothing and carries nothing of ours.
 */
export async function probe(baseUrl: string, signal: AbortSignal, now: () => number = Date.now): Promise<ProbeAnswer> {
  const began = now()
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/services`)
  const answer = await send(url, { method: 'GET', limitMs: PROBE_MS, answer: 'ignore' }, signal)
  if (!answer.ok) return { answers: false, cause: answer.cause }
  if (answer.status >= 500) return { answers: false, cause: 'unavailable' }
  const said = Date.parse(answer.headers.get('date') ?? '')
  // The header's time is cut to the second: on average half of one ago.
  if (Number.isNaN(said)) return { answers: true, skewMs: null }
  const skewMs = Math.round(said + 500 - (began + now()) / 2)
  return { answers: true, skewMs: Math.max(-SKEW_MAX, Math.min(SKEW_MAX, skewMs)) }
}
