import 'server-only'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { db } from './db'
import { hashToken } from './secrets'

/** Failures that cost nothing; from this one on each waits twice as long as the one before. */
export const FREE_FAILURES = 5
/** Seconds. Long enough for fewer than a hundred tries a day, short enough that no stranger locks an owner out for good. */
export const DELAY_MAX_S = 1_200
/** A counter that saw no failure for this long is swept away. */
const FORGET_AFTER_HOURS = 24

export type ThrottleKey = Uint8Array<ArrayBuffer>

/**
 * The counters of one sign-in: of the account it names, whether there is one or not, and of the address it comes
 * from. A device that is known for this account has one of its own instead: what strangers did does not count there.
 */
export function throttleKeys(email: string, from: { address: string; knownDevice?: string | null }): ThrottleKey[] {
  if (from.knownDevice) return [hashToken(`device:${from.knownDevice}`)]
  return [hashToken(`address:${from.address}`), hashToken(`account:${email}`)]
}

/**
 * Takes a turn to try a password, or says how long to wait. The turn counts as a failure until
 * `forgiveFailures`: counted after the check, many tries sent at once would all be let through.
 */
export async function takeTurn(keys: ThrottleKey[]): Promise<Refusal | null> {
  const blocked = await blockedFor(keys)
  if (blocked !== null) return wait(blocked)
  for (const key of keys) if (!(await count(key))) return wait((await blockedFor([key])) ?? 1)
  return null
}

/** Nobody has looked at the password: the turn taken for it is no failure. A delay that began stays. */
export async function giveTurnBack(keys: ThrottleKey[]): Promise<void> {
  await db().$executeRaw`
    UPDATE "SignInThrottle" SET failures = GREATEST(failures - 1, 0) WHERE key = ANY(${keys}::bytea[])`
}

/** The person was who they said: their failures no longer count. Old counters of anybody go with them. */
export async function forgiveFailures(keys: ThrottleKey[]): Promise<void> {
  await db().signInThrottle.deleteMany({ where: { key: { in: keys } } })
  await db().$executeRaw`
    DELETE FROM "SignInThrottle" WHERE "lastFailure" < now() - make_interval(hours => ${FORGET_AFTER_HOURS}::int)`
}

/** The conditional update is the lock: of many tries at one moment, only those that still may are counted. */
async function count(key: ThrottleKey): Promise<boolean> {
  const counted = await db().$executeRaw`
    INSERT INTO "SignInThrottle" AS t (key, failures, "lastFailure", "blockedUntil") VALUES (${key}, 1, now(), now())
    ON CONFLICT (key) DO UPDATE SET
      failures = t.failures + 1,
      "lastFailure" = now(),
      "blockedUntil" = now() + make_interval(secs => CASE
        WHEN t.failures + 1 < ${FREE_FAILURES}::int THEN 0
        ELSE LEAST(${DELAY_MAX_S}::int, power(2, LEAST(t.failures + 1 - ${FREE_FAILURES}::int, 20))) END)
    WHERE t."blockedUntil" <= now()`
  return counted === 1
}

/** Whole seconds until all of these may try again; null: now. */
async function blockedFor(keys: ThrottleKey[]): Promise<number | null> {
  const [row] = await db().$queryRaw<{ seconds: number | null }[]>`
    SELECT ceil(extract(epoch FROM max("blockedUntil") - now()))::int AS seconds
    FROM "SignInThrottle" WHERE key = ANY(${keys}::bytea[]) AND "blockedUntil" > now()`
  return row?.seconds ?? null
}

function wait(seconds: number): Refusal {
  const time = seconds < 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`
  return { ...refuse('throttled', `Too many wrong tries. Wait ${time} and try again.`), againInS: seconds }
}
