import type { FailureCause } from './provider'

/** So many calls have to fail one after the other, each for another job, before nothing but probes is sent. */
export const FAILURES_TO_OPEN = 5
/** Milliseconds between two probes while the circuit is open: six a minute, whatever the number of workers. */
export const PROBE_EVERY_MS = 10_000
/** A provider that asks for patience is not probed before, but at least this often: outages end early, too. */
const PROBE_WAIT_MAX_MS = 10 * 60_000
/**
 * Probes, and hiccups of our own database, use none of their job's tries for this long after it was made; the retry
 * schedule promises a day. After that they do, so that not even an outage without end keeps a job from a person.
 */
export const PROBES_ARE_FREE_MS = 24 * 60 * 60_000

/**
 * What a call wants of the provider: to take something, or to say how a job stands. Where packages go is another
 * service than the one that answers, so that either may fail alone.
 */
export type CallKind = 'send' | 'read'

/** What a call has told about the provider as a whole. `waitMs`: until it should be called again. */
export type ProviderNews = { kind: 'answers'; call: CallKind } | { kind: 'fails'; call: CallKind; waitMs: number }

/** Failures that may be the whole provider's, and not this one job's or our own. */
const PROVIDER_CAUSES: ReadonlySet<string> = new Set<FailureCause>([
  'connect',
  'timeout',
  'lost',
  'rate_limited',
  'unavailable',
  'unreadable',
])

/** What a failed call tells of the provider; undefined: nothing. */
export function newsOf(call: CallKind, cause: string, retryAfterMs: number | null): ProviderNews | undefined {
  if (!PROVIDER_CAUSES.has(cause)) return undefined
  return { kind: 'fails', call, waitMs: Math.min(Math.max(retryAfterMs ?? 0, PROBE_EVERY_MS), PROBE_WAIT_MAX_MS) }
}

/** `closed`: everything is sent. `open`: nothing of what it holds back is. `half_open`: the next job is sent to see whether it works again. */
export type CircuitState = 'closed' | 'open' | 'half_open'

/** How a circuit stands. Pure: `now` is the database's. */
export function circuitState(circuit: { openedAt: Date | null; nextProbeAt: Date | null }, now: Date): CircuitState {
  if (!circuit.openedAt) return 'closed'
  return circuit.nextProbeAt && circuit.nextProbeAt > now ? 'open' : 'half_open'
}
