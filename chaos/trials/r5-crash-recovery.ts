import { z } from 'zod'
import { ageLeases, castJobs, idsOf, insertJobs } from '../jobs'
import { nothing } from '../judge'
import { mutant } from '../preloads'
import type { Stage } from '../stage'
import type { Trial } from '../trial'
import { pause, until } from '../wait'

const WITHIN_MS = 35_000
/** What the fake clock of the small run skips of a lease; it shares its machine with other tests. */
const SKIPPED_S = 26
const SHARING_MS = 10_000
const HELD_MS = 60_000

const rowsSchema = z.array(z.object({ id: z.uuid(), fence: z.number() }))

export const r5: Trial = {
  promise: 'R5',
  words: "a killed worker's jobs, taken up again within 35 s",
  control: 'no sweep',
  async run(stage, { isSmall, isBroken, dice }) {
    const jobs = castJobs(dice.named('jobs'), isSmall ? 10 : 50)
    const steps = { KIOO_WORKER_STEPS: '50' }
    const first = await stage.startWorker({ env: steps })
    // It holds them all: each waits for the provider's answer.
    await stage.provider.misbehave([{ fault: 'slow', at: 'reserve', ms: HELD_MS }])
    await insertJobs(stage.pool, jobs, 'queued')
    const outcome = nothing(jobs.length)
    const fences = () => readFences(stage, idsOf(jobs))
    const allHeld = await until(async () => [...(await fences()).values()].every((fence) => fence === 1), 30_000)
    if (allHeld === null) outcome.faults.push('the first worker did not take all jobs')
    // What it asked must not end by itself while the next one starts.
    if (isSmall) await first.kill()
    await stage.startWorker({ env: steps, preload: isBroken ? [mutant('no-sweep')] : [] })
    await stage.provider.misbehave([])
    await first.kill()
    if (isSmall) await ageLeases(stage.pool, jobs, SKIPPED_S)
    const began = performance.now()
    const withinMs = isSmall ? WITHIN_MS - SKIPPED_S * 1000 + SHARING_MS : WITHIN_MS
    const taken = new Map<string, number>()
    while (taken.size < jobs.length && performance.now() - began < withinMs) {
      for (const [id, fence] of await fences())
        if (fence > 1 && !taken.has(id)) taken.set(id, performance.now() - began)
      await pause(100)
    }
    outcome.losses = jobs.length - taken.size
    return { ...outcome, recoveries: [...taken.values()] }
  },
}

async function readFences({ pool }: Stage, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query('select "id", "fence" from "Job" where "id" = any($1::uuid[])', [ids])
  return new Map(rowsSchema.parse(rows).map(({ id, fence }) => [id, fence]))
}
