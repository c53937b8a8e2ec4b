import { z } from 'zod'
import { type Answer, json } from './answer'
import type { Job } from './job'
import type { Sandbox } from './sandbox'

/** What one job_id has cost: the judge of whoever says that nothing was lost and nothing came twice. */
export const ledgerEntrySchema = z.object({
  partnerId: z.string(),
  jobId: z.string(),
  userId: z.string(),
  smileJobId: z.string(),
  acceptedAt: z.number(),
  /** Upload addresses given out, the first included. */
  reservations: z.number().int(),
  /** Reservations refused because the job was known. */
  repeats: z.number().int(),
  /** Uploads that came to one of its addresses, whole or not, welcome or not. */
  uploads: z.number().int(),
  /** Zips that arrived whole at a valid address. */
  zips: z.number().int(),
  /** Zips that were judged. */
  processed: z.number().int(),
})

/** Calls received, rightly answered or not. */
export const callsSchema = z.object({ reserve: z.number().int(), upload: z.number().int(), status: z.number().int() })
export type Calls = z.infer<typeof callsSchema>
export const noCalls: Calls = { reserve: 0, upload: 0, status: 0 }

export type LedgerEntry = z.infer<typeof ledgerEntrySchema>
type Count = 'reservations' | 'repeats' | 'uploads' | 'zips' | 'processed'

/** One more of something, written down at once. */
export function count({ store, now }: Sandbox, job: Job, what: Count): void {
  const { partnerId, jobId, userId, smileJobId } = job
  const counts = { reservations: 0, repeats: 0, uploads: 0, zips: 0, processed: 0 }
  const entry = store.ledgerEntry(partnerId, jobId) ?? {
    partnerId,
    jobId,
    userId,
    smileJobId,
    acceptedAt: now(),
    ...counts,
  }
  store.saveLedgerEntry({ ...entry, [what]: entry[what] + 1 })
}

export function listLedger({ store }: Sandbox): Answer {
  const entries = store.ledger()
  const sum = (what: Count) => entries.reduce((total, entry) => total + entry[what], 0)
  const totals = { accepted: entries.length, zips: sum('zips'), processed: sum('processed') }
  return json({ entries, totals, calls: store.calls() })
}
