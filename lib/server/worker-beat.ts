import 'server-only'
import { pool } from './pool'

/** Says that this worker process lives, by the database's clock. `id` is drawn once per process. */
export async function beat(id: string): Promise<void> {
  await pool().query({
    name: 'worker-beat',
    text: `insert into "WorkerBeat" ("id") values ($1) on conflict ("id") do update set "seenAt" = now()`,
    values: [id],
  })
}

/** Forgets the signs of life of workers gone for a day. Returns how many. */
export async function wipeBeats(): Promise<number> {
  const { rowCount } = await pool().query(`delete from "WorkerBeat" where "seenAt" < now() - interval '1 day'`)
  return rowCount ?? 0
}
