import 'server-only'
import { db, type Tx } from './db'

/**
 * What time it is in the database, whose clock says what is over: that of this process may be wrong. Inside a
 * transaction it is the moment of asking and not its beginning, so that who has waited for a lock knows how late it is.
 */
export async function databaseTime(tx: Tx = db()): Promise<Date> {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  if (!clock) throw new Error('The database has no clock.')
  return clock.now
}
