import 'server-only'
import { abortWith } from '@/lib/domain/abort-with'
import type { Claim } from './claims'
import { errorName, log } from './log'
import { pool } from './pool'

/** A claim lasts this long after its last sign of life, by the database's clock. */
export const LEASE_MS = 30_000
const HEARTBEAT_MS = 10_000
/** Without a renewed lease for this long by our own clock we stop, before the database's clock says so. */
const TRUST_MS = LEASE_MS - 5_000

/** SQL: when a lease that begins or is renewed now ends. */
export const leaseEndSql = `now() + interval '${LEASE_MS} milliseconds'`

async function renew({ id, fence }: Claim): Promise<boolean> {
  const { rowCount } = await pool().query({
    name: 'renew-lease',
    text: `update "Job" set "leaseUntil" = ${leaseEndSql} where "id" = $1 and "fence" = $2 and "leaseUntil" is not null`,
    values: [id, fence],
  })
  return rowCount === 1
}

/** A claim being kept alive. */
export type HeldLease = {
  /** Fires when the claim is lost or when `outer` does. */
  signal: AbortSignal
  /** Whether the claim can still be trusted at this very moment, also right after this process was paused. */
  isHeld(): boolean
  stop(): void
}

/**
 * Renews a claim every 10 s until stopped; a claim that was taken over or cannot be renewed in time is lost.
 * `askedAt`: performance.now() before the claim was asked for.
 */
export function holdLease(claim: Claim, askedAt: number, outer: AbortSignal): HeldLease {
  const stopped = abortWith(outer)
  let isLost = false
  const lose = () => {
    isLost = true
    stopped.abort()
  }
  let renewedAt = askedAt
  // The monotonic clock goes on while a process is paused, and nobody sets it wrong.
  const isFresh = () => performance.now() - renewedAt <= TRUST_MS
  const beat = setInterval(async () => {
    // Paused for longer than a lease: another worker may have the job, whatever the row says.
    if (!isFresh()) return lose()
    const asked = performance.now()
    try {
      if (await renew(claim)) renewedAt = asked
      else lose()
    } catch (thrown) {
      log.warn('a lease could not be renewed', { jobId: claim.id, error: errorName(thrown) })
    }
    if (!isFresh()) lose()
  }, HEARTBEAT_MS)
  return {
    signal: stopped.signal,
    isHeld: () => !isLost && isFresh(),
    stop() {
      clearInterval(beat)
      stopped.letGo()
    },
  }
}
