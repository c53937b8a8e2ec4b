import 'server-only'
import type { CallbackReading, SignedCallback } from '@/lib/smile-id/callback'
import type { CallbackJob } from './callback-store'
import { type ProviderAccount, sameAccount } from './provider'
import type { SetAsideState } from './quarantine'

/** Why a delivery is set aside, and what its sender is told. `ask`: a reason to read the provider's status. */
type Judgement = { state: SetAsideState; reason: string; ask: boolean; status: 200 | 400 | 401 | 404 }

/**
 * Says what keeps a delivery from being authentic, by its address, signature, fields and age; the conditions
 * are those of `keepAuthentic`, in words. Pure. Whatever is wrong, the job it may be about stays where it is.
 */
export function judge(
  reading: CallbackReading,
  signer: ProviderAccount | null,
  job: CallbackJob | null,
  { byToken, jobAccount }: { byToken: boolean; jobAccount: ProviderAccount | null },
): Judgement {
  // The address comes first: whoever guesses at it learns nothing about signatures.
  if (byToken && !job) return aside(unaddressed(reading), 'unknown_address', 404)
  if (byToken && job?.hasLapsed) return aside('unknown_job', 'lapsed_address', 404)
  if (reading.kind === 'malformed') return aside('malformed', reading.reason, 400)
  if (reading.kind === 'bad_signature') return aside('bad_signature', 'bad_signature', 401)

  // From here on one of our keys has signed: 200, for sending it again would change nothing.
  const { callback } = reading
  if (!job) return aside(jobless(reading), 'no_such_job', 200)
  if (job.isErased) return aside('unknown_job', 'erased_person', 200)
  if (!signer || !jobAccount || !sameAccount(signer, jobAccount))
    return aside('wrong_partner', 'other_environment', 200)
  const mismatch = mismatchOf(callback, job)
  if (mismatch) return aside('unknown_job', mismatch, 200)
  if (!callback.result.code) return aside('malformed', 'no_code', 200)
  if (reading.kind === 'stale') return { ...aside('stale', 'outside_window', 200), ask: true }
  return { ...aside('replayed', 'pair_seen', 200), ask: true }
}

/** What nobody has signed is kept apart: strangers must not push out what was signed and whose job may yet come. */
function unaddressed(reading: CallbackReading): SetAsideState {
  return reading.kind === 'malformed' || reading.kind === 'bad_signature' ? reading.kind : jobless(reading)
}

/**
 * Only what was signed just now may be early, and by moments: what is old waits for no job, and is kept apart too, for
 * whoever has once caught a signature can sign any number of bodies with it.
 */
function jobless({ kind }: CallbackReading): SetAsideState {
  return kind === 'stale' ? 'stale' : 'unknown_job'
}

function mismatchOf(callback: SignedCallback, job: CallbackJob): string | null {
  const { providerJobId } = callback.result
  if (callback.jobId !== job.id) return 'other_job'
  if (callback.userId !== job.userId) return 'other_user'
  if (callback.jobType !== job.type) return 'other_type'
  if (job.smileJobId && providerJobId && providerJobId !== job.smileJobId) return 'other_smile_job'
  return null
}

function aside(state: SetAsideState, reason: string, status: 200 | 400 | 401 | 404): Judgement {
  return { state, reason, ask: false, status }
}
