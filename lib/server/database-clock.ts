import 'server-only'
import { z } from 'zod'
import { db, type Tx } from './db'

const clockSchema = z.tuple([z.object({ now: z.date() })])

/**
 * What time it is in the database, whose clock says what is over: that of this process may be wrong. Inside a
 * transaction it is the moment of asking and not its beginning, so that who has waited for a lock knows how late it is.
 */
export async function databaseTime(tx: Tx = db()): Promise<Date> {
  const rows = await tx.$queryRaw`SELECT clock_timestamp() AS now`
  const [{ now }] = clockSchema.parse(rows)
  return now
}
