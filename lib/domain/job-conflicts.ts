import { jobStateSchema, jobStateView } from './job'
import type { JobEvent } from './job-event'
import { refusalMeaning } from './refusal-catalogue'
import { resultMeaning } from './result-catalogue'

/** Two results of one job that cannot both be true. */
type Conflict = {
  /** The line of history that tells of it. */
  eventId: string
  /** A callback against the provider's own status, or a final result against the one it has replaced. */
  kind: 'callback' | 'replaced'
  /** What the callback said, or what stood before. */
  other: string
  /** What the status said, or why the job ended without its word. */
  status: string
  /** How the job ended where no status gave a result; null: one did. */
  end: 'refused' | 'failed' | null
  /** The callback that disagrees; null: none does, or an earlier version did not write it down. */
  callbackId: string | null
}

/**
 * The conflicts of a job's history that nobody has looked at yet, the newest first. Whoever looked at one has looked at all
 * earlier ones too. A final result replaced by another with the same verdict (a machine's approval by a person's) is no
 * conflict. Pure.
 */
export function jobConflicts(newestFirst: readonly JobEvent[]): Conflict[] {
  // Gathered from the whole history: the clocks that time looks and conflicts may differ, so a look may stand before the
  // conflict it was at.
  const lookedAt = new Set(newestFirst.map((event) => event.kind === 'conflict_settled' && event.detail.eventId))
  const until = newestFirst.findIndex(({ id }) => lookedAt.has(id))
  const open = until < 0 ? newestFirst : newestFirst.slice(0, until)
  return open.flatMap((event, at) => conflictOf(event, newestFirst.slice(at + 1)) ?? [])
}

function conflictOf(event: JobEvent, before: readonly JobEvent[]): Conflict | null {
  if (event.kind === 'contradiction') {
    const { callbackCode, statusCode, callbackId = null, end = null } = event.detail
    return { eventId: event.id, kind: 'callback', other: callbackCode, status: statusCode, end, callbackId }
  }
  if (event.kind !== 'verdict' || event.detail.revision === 0) return null
  const earlier = before.find(isFinalVerdict)
  if (!earlier || earlier.detail.state === event.detail.state) return null
  const { code: other } = earlier.detail
  return { eventId: event.id, kind: 'replaced', other, status: event.detail.code, end: null, callbackId: null }
}

type VerdictEvent = Extract<JobEvent, { kind: 'verdict' }>

function isFinalVerdict(event: JobEvent): event is VerdictEvent {
  return event.kind === 'verdict' && (event.detail.state === 'approved' || event.detail.state === 'rejected')
}

/** One conflict in words: both results, as they were given. */
export function conflictWords({ kind, other, status, end }: Conflict): string {
  if (end === 'refused')
    return `A callback said ${quoted(other)}, though Smile ID had refused this job: “${refusalMeaning(status).headline}” (${status}).`
  if (end === 'failed') return `A callback said ${quoted(other)}, but Smile ID’s own status never gave a result.`
  return kind === 'callback'
    ? `A callback said ${quoted(other)}, Smile ID’s own status ${quoted(status)}.`
    : `Smile ID’s status said ${quoted(other)} at first, and later ${quoted(status)}.`
}

/** Which of the results stands, and why. */
export function standingWords(conflicts: readonly Conflict[], newestFirst: readonly JobEvent[]): string {
  if (conflicts[0]?.end)
    return 'The job stays as it is, because Smile ID told that to Kioo itself, while the signature of a callback does not cover its result.'
  const byCallback = conflicts.filter(({ kind }) => kind === 'callback')
  const standing = newestFirst.find((event) => event.kind === 'verdict')
  // A third result with the verdict of the second is no conflict of its own.
  const isNamed = conflicts.some(({ status }) => status === standing?.detail.code)
  const newer = isNamed ? 'because it is the newer one' : 'which the status said after both'
  const why =
    byCallback.length === 0
      ? newer
      : 'because the status is asked for by Kioo itself, while the signature of a callback does not cover its result'
  const state = jobStateSchema.safeParse(standing?.detail.state)
  if (!standing || !state.success) return `What the status said counts, ${why}.`
  const { code } = standing.detail
  const agrees = byCallback.length > 0 && byCallback.every(({ other }) => other === code)
  const since = agrees ? ' By now the status says the same as the callback.' : ''
  return `${jobStateView[state.data].name} stands (${code}), ${why}.${since}`
}

function quoted(code: string): string {
  return `“${resultMeaning(code).headline}” (${code})`
}
