import 'server-only'
import { z } from 'zod'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { db, type Tx } from './db'
import { sha256 } from './sha256'
import { inTransaction } from './transaction'

/** Failures that cost nothing; from this one on each waits twice as long as the one before. */
export const FREE_FAILURES = 5
/**
 * Seconds. Long enough for fewer than a hundred tries a day, short enough that no stranger locks an owner out for good.
 * As long without any failure forgets one: nobody guesses faster by that, and an address that many share, who mistype
 * now and then, does not wait longer and longer.
 */
export const DELAY_MAX_S = 1_200
/** A counter that saw no failure for this long is swept away. */
const FORGET_AFTER_HOURS = 24

const countedSchema = z.array(z.object({ at: z.date() }))
const blockedSchema = z.tuple([z.object({ seconds: z.number().int().nullable() })])

type ThrottleKey = Uint8Array<ArrayBuffer>

/** What one try at a password counts in. */
type Counters = {
  /** The account it names, whether there is one or not; on a device that is known for this account, that device. */
  own: ThrottleKey
  /**
   * The address it comes from, whatever accounts are tried there, and of those tries the ones at this account. Null on
   * a known device: what strangers did does not count there.
   */
  address: { all: ThrottleKey; here: ThrottleKey } | null
}

/** One try that was counted, at a time of the database's. */
type Turn = { counters: Counters; at: Date }

/** The counters of one sign-in. Keys are hashes, and tell neither an e-mail nor an address. */
export function throttleCounters(email: string, from: { address: string; knownDevice?: string | null }): Counters {
  if (from.knownDevice) return { own: sha256(`device:${from.knownDevice}`), address: null }
  const [all, here] = [sha256(`address:${from.address}`), sha256(`here:${from.address}\n${email}`)]
  return { own: sha256(`account:${email}`), address: { all, here } }
}

/**
 * Takes a turn to try a password, or says how long to wait. The turn counts as a failure until it is given back or
 * forgiven: counted after the check, many tries sent at once would all be let through. In every counter or in none.
 */
export async function takeTurn(counters: Counters): Promise<Outcome<{ turn: Turn }>> {
  const keys = keysOf(counters)
  const blocked = await blockedFor(db(), keys)
  if (blocked !== null) return wait(blocked)
  return inTransaction(async (tx) => {
    let at = new Date(0)
    for (const key of keys) {
      const counted = await count(tx, key)
      if (!counted) return wait((await blockedFor(tx, [key])) ?? 1)
      at = counted
    }
    return { ok: true, turn: { counters, at } }
  })
}

/** Nobody has looked at the password: the turn taken for it is no failure. */
export async function giveTurnBack({ counters, at }: Turn): Promise<void> {
  await inTransaction(async (tx) => {
    const isForgiven = counters.address !== null && (await failuresHere(tx, counters.address)) === 0
    for (const key of keysOf(counters)) await takeOff(tx, key, isForgiven ? 0 : 1, at)
    return { ok: true }
  })
}

/**
 * The person was who they said: failures at their account no longer count, neither there nor, of those from this
 * address, in the address's count. What was tried at other accounts stays: else whoever has one account would clear
 * the address with it between guesses at others.
 */
export async function forgiveFailures({ counters: { own, address }, at }: Turn): Promise<void> {
  await inTransaction(async (tx) => {
    if (address) {
      await takeOff(tx, address.all, await failuresHere(tx, address), at)
      await tx.signInThrottle.deleteMany({ where: { OR: [{ key: address.here }, { key: address.all, failures: 0 }] } })
    }
    await tx.signInThrottle.deleteMany({ where: { key: own } })
    return { ok: true }
  })
}

/** Erases counters that saw no failure for long, whosever they are. Returns how many. */
export function wipeThrottle(): Promise<number> {
  // Past whatever somebody holds just now, so that nobody waits for somebody who waits for us.
  return db().$executeRaw`
    DELETE FROM "SignInThrottle" WHERE key IN (
      SELECT key FROM "SignInThrottle" WHERE "lastFailure" < now() - make_interval(hours => ${FORGET_AFTER_HOURS}::int)
         FOR UPDATE SKIP LOCKED)`
}

/** In the order in which everybody locks them, so that nobody waits for ever. */
function keysOf({ own, address }: Counters): ThrottleKey[] {
  return address ? [address.all, address.here, own] : [own]
}

/**
 * The conditional update is the lock: of many tries at one moment, only those that still may are counted. Asked by the
 * clock and not by the transaction's beginning, which may lie before that of whoever had the lock.
 */
async function count(tx: Tx, key: ThrottleKey): Promise<Date | null> {
  const rows = await tx.$queryRaw`
    INSERT INTO "SignInThrottle" AS t (key, failures, "lastFailure", "blockedUntil") VALUES (${key}, 1, now(), now())
    ON CONFLICT (key) DO UPDATE SET (failures, "lastFailure", "blockedUntil") = (
      SELECT past + 1, now(), now() + make_interval(secs => CASE
               WHEN past + 1 < ${FREE_FAILURES}::int THEN 0
               ELSE LEAST(${DELAY_MAX_S}::int, power(2, LEAST(past + 1 - ${FREE_FAILURES}::int, 20))) END)
        FROM (SELECT floor(extract(epoch FROM now() - t."lastFailure") / ${DELAY_MAX_S}::int)::int AS quiet) AS q,
             LATERAL (SELECT GREATEST(t.failures - GREATEST(quiet, 0), 0) AS past) AS p)
    WHERE t."blockedUntil" <= clock_timestamp()
    RETURNING "lastFailure" AS at`
  const [row] = countedSchema.parse(rows)
  return row?.at ?? null
}

/**
 * How many of an address's failures were at this account; none, where they were forgiven meanwhile, a turn that is still
 * under way among them: it must not be taken off twice. Behind the lock of the address's counter, so that of two who
 * forgive at one moment the second sees what the first has left.
 */
async function failuresHere(tx: Tx, { all, here }: NonNullable<Counters['address']>): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM "SignInThrottle" WHERE key = ${all} FOR UPDATE`
  const found = await tx.signInThrottle.findUnique({ where: { key: here }, select: { failures: true } })
  return found?.failures ?? 0
}

/** Counts so many failures less. A delay that began with this turn ends; one that somebody else began stays. */
async function takeOff(tx: Tx, key: ThrottleKey, failures: number, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SignInThrottle" SET failures = GREATEST(failures - ${failures}::int, 0),
           "blockedUntil" = CASE WHEN "lastFailure" = ${at} THEN LEAST("blockedUntil", now()) ELSE "blockedUntil" END
     WHERE key = ${key}`
}

/** Whole seconds until all of these may try again; null: now. */
async function blockedFor(tx: Pick<Tx, '$queryRaw'>, keys: ThrottleKey[]): Promise<number | null> {
  const rows = await tx.$queryRaw`
    SELECT ceil(extract(epoch FROM max("blockedUntil") - now()))::int AS seconds
    FROM "SignInThrottle" WHERE key = ANY(${keys}::bytea[]) AND "blockedUntil" > now()`
  const [{ seconds }] = blockedSchema.parse(rows)
  return seconds
}

function wait(seconds: number): Refusal {
  const time = seconds < 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`
  return { ...refuse('throttled', `Too many wrong tries. Wait ${time} and try again.`), againInS: seconds }
}
