import { expect, vi } from 'vitest'
import { pool } from '@/lib/server/pool'

/** Until so many of this database's connections wait for a lock. */
export async function lockWaiters(count: number): Promise<void> {
  const asked = `select count(distinct pid)::int as "n" from pg_locks join pg_stat_activity using (pid)
                  where not granted and datname = current_database()`
  await vi.waitFor(async () => expect((await pool().query(asked)).rows).toEqual([{ n: count }]), 10_000)
}
