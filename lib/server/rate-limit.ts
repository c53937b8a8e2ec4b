import 'server-only'
import { db } from './db'
import { sha256 } from './sha256'

/**
 * Counts one more of `key` and says whether it is within `limit` in the present window. Windows lie beside each
 * other on the database's clock, so all processes count together. Only the key's hash is kept.
 */
export async function allow(key: string, limit: number, windowSeconds: number): Promise<boolean> {
  // The conditional update is the lock: of many at one moment only those that still may are counted.
  const counted = await db().$executeRaw`
    INSERT INTO "RateCount" AS c (key, "window", "endsAt", count)
    SELECT ${sha256(key)}, begun, begun + make_interval(secs => ${windowSeconds}::int), 1
      FROM (SELECT to_timestamp(floor(extract(epoch FROM now()) / ${windowSeconds}::int) * ${windowSeconds}::int) AS begun) AS w
    ON CONFLICT (key, "window") DO UPDATE SET count = c.count + 1 WHERE c.count < ${limit}::int`
  return counted === 1
}

/** Erases the counts of windows that are over. Returns how many. */
export function wipeRateCounts(): Promise<number> {
  return db().$executeRaw`DELETE FROM "RateCount" WHERE "endsAt" < now()`
}
