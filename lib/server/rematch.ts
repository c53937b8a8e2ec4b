import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { takeIn } from './callback-intake'
import { env } from './env'
import { poolTransaction } from './pool'
import { openBody } from './set-aside-body'

/** Bodies that are read at once: each may have 2 MB. */
const PAGE = 20
/** Taken in by one round; the rest with the next. */
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
type Early = z.infer<typeof earlySchema>

/**
 * Takes in once more the callbacks that were signed and well addressed, but came before their job was committed. Their
 * rows are locked meanwhile, so that only one of two workers takes them in, and are deleted at the end: after a crash in
 * between they are taken in again, which counts as the same content twice. One whose seal does not open stays where it
 * is. Returns how many were taken in.
 */
export function rematch(): Promise<number> {
  return poolTransaction(async (client) => {
    const taken: string[] = []
    let page: Early[] = []
    do {
      page = await nextPage(client, page.at(-1))
      for (const early of page) if (await takeInAgain(early)) taken.push(early.id)
    } while (page.length === PAGE && taken.length < ROUND_MAX)
    // Last of all. Once we have written to the table, erasing, which locks all of it, waits for us, and every delivery
    // waits behind that: those that we take in here too, on other connections.
    if (taken.length > 0) await client.query('delete from "Callback" where "id" = any($1::uuid[])', [taken])
    return taken.length
  })
}

async function nextPage(client: PoolClient, after: Early | undefined): Promise<Early[]> {
  // Rows whose key was taken away would not open, so they are not tried every two seconds. With the key they come back.
  const keys = env().KIOO_FRAME_KEYS.map(({ id }) => id)
  const values = [keys, after?.receivedAt ?? null, after?.id ?? null]
  const { rows } = await client.query({ name: 'early-callbacks', text: statement, values })
  return rows.map((row) => earlySchema.parse(row))
}

/** False: its seal does not open. */
async function takeInAgain(early: Early): Promise<boolean> {
  const { receivedAt, addressHash } = early
  const plain = openBody(early)
  if (!plain) return false
  await takeIn({ byToken: addressHash !== null, tokenHash: addressHash }, plain, receivedAt)
  return true
}

// Bounded by the quarantine: there are never more than its limit of this kind.
const statement = `
  select callback."id", callback."body", callback."nonce", callback."wrappedKey", callback."keyId",
         callback."addressHash", callback."receivedAt"
    from "Callback" as callback
   where callback."state" = 'unknown_job' and callback."jobId" is null and callback."keyId" = any($1::text[])
     and ($2::timestamptz is null or (callback."receivedAt", callback."id") > ($2::timestamptz, $3::uuid))
     and exists (select from "Job" as job
                  where job."callbackHash" = callback."addressHash" or job."id" = callback."namedJobId")
   order by callback."receivedAt", callback."id"
   limit ${PAGE}
     for update of callback skip locked`
