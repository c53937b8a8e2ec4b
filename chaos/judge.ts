import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Shot } from './callbacks'
import { type ChaosJob, FINAL, idsOf } from './jobs'
import type { Stage } from './stage'

/** What a trial came to. `faults`: promises broken otherwise than by a loss or a duplicate. */
export type Outcome = {
  trials: number
  losses: number
  duplicates: number
  recoveries: number[]
  faults: string[]
}

export const nothing = (trials: number): Outcome => ({ trials, losses: 0, duplicates: 0, recoveries: [], faults: [] })

const rowSchema = z.array(z.object({ id: z.uuid(), state: z.string(), verdicts: z.number(), attempts: z.number() }))

/**
 * Holds the portal's jobs against the provider's ledger: each final, each known to the provider once, each with
 * one zip that was judged once, and its verdict written once.
 */
export async function judgeSubmissions({ pool, provider }: Stage, jobs: readonly ChaosJob[]): Promise<Outcome> {
  const { rows } = await pool.query(
    `select "id", "state"::text, "attempts",
            (select count(*)::int from "JobEvent" where "jobId" = "Job"."id" and "kind" = 'verdict') as "verdicts"
       from "Job" where "id" = any($1::uuid[])`,
    [idsOf(jobs)],
  )
  const ours = new Map(rowSchema.parse(rows).map((row) => [row.id, row]))
  const { entries } = await provider.ledger()
  const users = new Set(jobs.map(({ userId }) => userId))
  const theirs = entries.filter(({ userId }) => users.has(userId))
  const known = new Map(theirs.map((entry) => [entry.jobId, entry]))
  const outcome = nothing(jobs.length)
  for (const { id } of jobs) {
    const row = ours.get(id)
    const entry = known.get(id)
    if (!row || !FINAL.includes(row.state) || !entry || entry.processed < 1) outcome.losses += 1
    if (entry && (entry.zips > 1 || entry.processed > 1)) outcome.duplicates += 1
    if ((row?.verdicts ?? 0) > 1) outcome.duplicates += 1
  }
  // Somebody's second job at the provider, whatever it calls itself.
  outcome.duplicates += Math.max(0, theirs.length - known.size) + theirs.filter(({ jobId }) => !ours.has(jobId)).length
  return outcome
}

/** Every callback that was answered 200 is in the database, byte for byte, or as a repeat of its content. */
export async function lostAcks({ pool }: Stage, acknowledged: readonly Shot[]): Promise<number> {
  const { rows } = await pool.query<{ hash: string }>(`select encode(sha256("body"), 'hex') as "hash" from "Callback"`)
  const kept = new Set(rows.map(({ hash }) => hash))
  return acknowledged.filter(({ body }) => !kept.has(createHash('sha256').update(body).digest('hex'))).length
}
