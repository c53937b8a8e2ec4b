import 'server-only'
import type { CallbackReading, SignedCallback } from '@/lib/smile-id/callback'
import type { CallbackJob } from './callback-store'
import type { ProviderAccount } from './provider'
import type { SetAsideState } from './quarantine'

/** What one delivery is taken for, and what its sender is told. `ask`: the provider's status is to be read now. */
export type Judgement =
  | { state: 'authentic'; callback: SignedCallback; job: CallbackJob; status: 200 }
  | { state: SetAsideState; reason: string; ask: boolean; status: 200 | 400 | 401 | 404 }

/**
 * Judges a delivery by its signature, its age and its fields. Pure. Even an authentic one is only a hint: the
 * signature covers neither the result nor whose it is, so none of this moves a job.
 */
export function judge(
  reading: CallbackReading,
  signer: ProviderAccount | null,
  job: CallbackJob | null,
  { byToken, jobAccount }: { byToken: boolean; jobAccount: ProviderAccount | null },
): Judgement {
  // The address comes first: whoever guesses at it learns nothing about signatures.
  if (byToken && !job) return aside('unknown_job', 'unknown_address', 404)
  if (reading.kind === 'malformed') return aside('malformed', reading.reason, 400)
  if (reading.kind === 'bad_signature') return aside('bad_signature', 'bad_signature', 401)

  // From here on one of our keys has signed: 200, for sending it again would change nothing.
  const { callback } = reading
  if (!job) return aside('unknown_job', 'no_such_job', 200)
  const sameKey = signer?.partnerId === jobAccount?.partnerId && signer?.apiKey === jobAccount?.apiKey
  if (!sameKey) return aside('wrong_partner', 'other_environment', 200)
  const mismatch = mismatchOf(callback, job)
  if (mismatch) return aside('unknown_job', mismatch, 200)
  if (!callback.result.code) return aside('malformed', 'no_code', 200)
  if (reading.kind === 'stale') return { ...aside('stale', 'outside_window', 200), ask: true }
  if (job.pairSeen) return { ...aside('replayed', 'pair_seen', 200), ask: true }
  return { state: 'authentic', callback, job, status: 200 }
}

function mismatchOf(callback: SignedCallback, job: CallbackJob): string | null {
  const { providerJobId } = callback.result
  if (callback.jobId !== job.id) return 'other_job'
  if (callback.userId !== job.userId) return 'other_user'
  if (callback.jobType !== job.type) return 'other_type'
  if (job.smileJobId && providerJobId && providerJobId !== job.smileJobId) return 'other_smile_job'
  return null
}

function aside(state: SetAsideState, reason: string, status: 200 | 400 | 401 | 404) {
  return { state, reason, ask: false, status }
}
