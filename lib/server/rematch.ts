import 'server-only'
import { z } from 'zod'
import { takeIn } from './callbacks'
import { pool } from './pool'
import { openBody } from './set-aside-body'

/** Of one round; the rest with the next. */
const ROUND_MAX = 20

const earlySchema = z.object({
  id: z.uuid(),
  body: z.instanceof(Uint8Array),
  nonce: z.instanceof(Uint8Array),
  wrappedKey: z.instanceof(Uint8Array),
  keyId: z.string(),
  addressHash: z.instanceof(Uint8Array).nullable(),
  receivedAt: z.date(),
})

/**
 * Takes in again what was signed and well addressed but came before its job was committed. The set-aside row is
 * locked meanwhile, so that of two workers one does it, and goes only after the other is kept: a crash between
 * the two repeats it, which counts as the same content again. Returns how many.
 */
export async function rematch(): Promise<number> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    const { rows } = await client.query({ name: 'early-callbacks', text: statement })
    for (const row of rows) {
      const early = earlySchema.parse(row)
      const { id, receivedAt, addressHash } = early
      const plain = openBody(early)
      if (!plain) continue
      await takeIn({ byToken: addressHash !== null, tokenHash: addressHash }, plain, receivedAt)
      await client.query('delete from "Callback" where "id" = $1', [id])
    }
    await client.query('commit')
    client.release()
    return rows.length
  } catch (thrown) {
    // The connection goes with its transaction.
    client.release(true)
    throw thrown
  }
}

// Bounded by the quarantine: there are never more than its limit of this kind.
const statement = `
  select callback."id", callback."body", callback."nonce", callback."wrappedKey", callback."keyId",
         callback."addressHash", callback."receivedAt"
    from "Callback" as callback
   where callback."state" = 'unknown_job' and callback."jobId" is null and callback."keyId" is not null
     and exists (select from "Job" as job
                  where job."callbackHash" = callback."addressHash" or job."id" = callback."namedJobId")
   order by callback."receivedAt"
   limit ${ROUND_MAX}
     for update of callback skip locked`
